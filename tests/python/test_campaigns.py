"""Campaigns: planted effects are found, and what is wrong with a campaign is said in a sentence."""

import json
from decimal import Decimal
from typing import Any

from dbt_runs import Build
from project_files import ROOT


def test_planted_lifts_lie_in_the_intervals(demo: Build) -> None:
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    planted = json.loads(text)["campaigns"]
    rows = {campaign: row for campaign, *row in demo.rows("""
        select campaign_id, treated_customers, control_customers, verdict, relative_lift_low,
            relative_lift_high
        from segmentation.fct_campaign_performance where scheme = 'all'
    """)}
    assert set(rows) == set(planted) and len(rows) == 6
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
