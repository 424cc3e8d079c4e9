"""Campaigns: planted effects are found, and what is wrong with a campaign is said in a sentence."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from dbt_runs import OPTIONAL, OWN_LINES, REQUIRED, Build, Builder, line
from own_tables import as_relation
from project_files import ROOT


def test_planted_lifts_lie_in_the_intervals(demo: Build) -> None:
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    planted = json.loads(text)["campaigns"]
    rows = {campaign: row for campaign, *row in demo.rows("""
        select campaign_id, treated_customers, control_customers, verdict, relative_lift_low,
            relative_lift_high
        from segmentation.fct_campaign_performance where scheme = 'all'
    """)}
    assert len(planted) == 6
    # one that is yet to come has groups, drawn half and half of all customers
    treated, control, *said = rows.pop("CMP07")
    assert said == ["not measured", None, None] and abs(treated - control) <= 1
    assert treated + control == demo.one("select count(*) from segmentation.fct_customer_metrics")
    assert set(rows) == set(planted)
    for campaign, truth in planted.items():
        treated, control, verdict, low, high = rows[campaign]
        assert (treated, control) == (truth["treated"], truth["control"]), campaign
        assert low < Decimal(str(truth["lift"])) < high, campaign
        expected = {"CMP06": "worked", "CMP03": "no evidence"}.get(campaign, verdict)
        assert verdict == expected, campaign


# campaign, first and last day, cost, is seasonal; and what is said of it, nothing if it is sound
CAMPAIGNS = {
    ("dates", "1 March", "2024-03-31", "500", None):
        "has no readable starts_on (1 March); allowed: an ISO 8601 date.",
    ("order", "2024-03-01", "2024-02-28", "500", None):
        "starts on 2024-03-01 and ends on 2024-02-28; allowed: not earlier.",
    ("cost", "2024-03-01", "2024-03-31", "-1", None):
        "has the negative cost -1; allowed: 0 or more, or nothing.",
    ("price", "2024-03-01", "2024-03-31", "10 EUR", None):
        "has the unreadable cost 10 EUR; allowed: a plain number.",
    ("end", "2024-03-01", "", "500", None):
        "has no readable ends_on; allowed: an ISO 8601 date.",
    ("season", "2024-03-01", "2024-03-31", "500", "winter"):
        "has the unreadable is_seasonal winter; allowed: true or false, or nothing.",
    ("day", "2024-03-01", "2024-03-01", "0", None): None,
    ("free", "2024-03-01", "2024-03-31", "", ""): None,
}
# campaign, customer, is control
MEMBERS = [
    ("elsewhere", "B00", "yes"),
    ("elsewhere", "B00", "no"),
    *(("day", f"B{number:02}", group) for number in range(9) for group in ("yes", "no")),
    ("day", "B50", "perhaps"),
    ("day", "B51", "no"),
]
OF_MEMBERS = {
    "campaign elsewhere, customers B00 (1 in all) are in a campaign that is not listed; ",
    "campaign day, customers B00, B01, B02, ... (9 in all) are both treated and control; ",
    "campaign day, customers B50 (1 in all) have no readable is_control; ",
}


def test_what_is_wrong_with_campaigns_is_told(demo: Build, changeable: Any) -> None:
    judge = demo.test_sql("assert_campaigns_and_their_members_are_usable")
    assert changeable.execute(judge).fetchall() == []
    changeable.executemany(
        "insert into segmentation_demo.demo_campaigns by name select ? as campaign_id, "
        "? as starts_on, ? as ends_on, ? as cost, ? as is_seasonal",
        list(CAMPAIGNS),
    )
    changeable.executemany(
        "insert into segmentation_demo.demo_campaign_members by name "
        "select ? as campaign_id, ? as customer_id, ? as is_control",
        MEMBERS,
    )
    [(said,)] = changeable.execute(judge).fetchall()
    told = said.splitlines()
    of_campaigns = {
        f"segmentation_campaigns: campaign {name} {problem}"
        for (name, *_), problem in CAMPAIGNS.items()
        if problem
    }
    assert of_campaigns < set(told) and len(told) == len(of_campaigns) + len(OF_MEMBERS)
    for sentence in OF_MEMBERS:
        assert any(line.startswith(f"segmentation_campaign_members: {sentence}") for line in told)


DRAWN = """
    select campaign_id, customer_id, is_control from segmentation.fct_campaign_assignments
    where campaign_id = '{}' order by customer_id
"""
FORCE = "select campaign_id, bool_and(is_in_force), count(*) from segmentation.{} group by 1"
MEASURED = """
    select campaign_id, treated_customers, control_customers, verdict
    from segmentation.fct_campaign_performance where scheme = 'all' order by 1
"""


def test_groups_are_drawn_once_and_measured_when_the_campaign_has_started(
    build: Builder, tmp_path: Path
) -> None:
    select = ("--select", "+fct_campaign_assignments", "+fct_campaign_performance")

    def run(
        last_day: str, customers: int, campaigns: Sequence[str], before: Build | None = None,
        members: Sequence[str] = (), options: Sequence[str] = (),
    ) -> Build:
        bought = [("2025-06-30", customers), (last_day, customers - 10)]
        lines = [
            dict.fromkeys([*REQUIRED, *OPTIONAL]) | line(f"{day} {n}", f"C{n:03}", day, f"{n + 1}")
            for day, buyers in bought for n in range(buyers)
        ]
        inputs = {
            "order_lines": lines,
            "campaigns": [
                {"campaign_id": name, "campaign_name": None, "starts_on": f"2026-{name[:2]}-01",
                 "ends_on": f"2026-{name[:2]}-28", "cost": "100", "is_seasonal": None}
                for name in campaigns
            ],
            "campaign_members": [
                {"campaign_id": name, "customer_id": "C001", "is_control": "no"} for name in members
            ] or [{"campaign_id": None, "customer_id": None, "is_control": None}],
        }
        mapped = {
            name: as_relation(tmp_path / f"{name}.csv", rows) for name, rows in inputs.items()
        }
        result = build(
            options=[*OWN_LINES, *select, *options], database=before and before.database, **mapped
        )
        assert result.ok, result.said[-3000:]
        return result

    first = run("2025-12-31", 41, ["03 spring", "05 early"])
    spring = first.rows(DRAWN.format("03 spring"))
    assert len(spring) == 41
    assert sum(is_control for *_, is_control in spring) in (20, 21)
    # customers who came since don't join, nor does a full refresh draw again; what is to come does
    later = run("2026-01-31", 60, ["03 spring", "06 summer"], first, options=["--full-refresh"])
    assert later.rows(DRAWN.format("03 spring")) == spring
    assert sorted(later.rows(FORCE.format("fct_campaign_assignments"))) == [
        ("03 spring", True, 41), ("06 summer", True, 60),
    ]
    # it has started: nobody can be told now to leave customers alone who weren't drawn
    started = run(
        "2026-03-15", 60, ["02 late", "03 spring", "06 summer"], later, ["06 summer"]
    )
    assert started.rows(DRAWN.format("03 spring")) == spring
    assert sorted(started.rows(FORCE.format("fct_campaign_assignments"))) == [
        ("03 spring", True, 41), ("06 summer", False, 60),
    ]
    held_out = sum(is_control for *_, is_control in spring)
    [late, measured, summer] = started.rows(MEASURED)
    assert late == ("02 late", 0, 0, "not measured")
    assert measured[:3] == ("03 spring", 41 - held_out, held_out) and measured[3] == "no evidence"
    assert summer == ("06 summer", 1, 0, "not measured")
