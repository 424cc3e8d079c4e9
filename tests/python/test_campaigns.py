"""Campaigns: planted effects are found, absent ones aren't, and every figure is computed twice."""

import csv
import json
import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from campaign_figures import Member, intervals, mean, rounded, variance
from dbt_runs import Build, Line
from own_tables import as_relation
from project_files import ROOT

Builder = Callable[..., Build]
Figures = dict[str, Any]
# and the tests that need nothing else
ONLY_CAMPAIGNS = ("--select", "+fct_campaign_performance", "--indirect-selection", "cautious")
MART = "segmentation.fct_campaign_performance"
OVERALL = f"from {MART} where scheme = 'all' order by campaign_id"


def figures(result: Build, query: str) -> list[Figures]:
    """Return rows of the mart as dictionaries."""
    names = [
        name
        for (name,) in result.rows(
            "select column_name from information_schema.columns"
            " where table_name = 'fct_campaign_performance' order by ordinal_position"
        )
    ]
    return [dict(zip(names, row, strict=True)) for row in result.rows(query)]


def verdicts(result: Build) -> dict[str, tuple[str, str]]:
    """Return verdict and reason of each campaign as a whole."""
    rows = result.rows(f"select campaign_id, verdict, verdict_reason {OVERALL}")
    return {campaign: (verdict, reason) for campaign, verdict, reason in rows}


# ---- the demo company


@pytest.fixture(scope="module")
def planted() -> dict[str, Figures]:
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    return json.loads(text)["campaigns"]


def seed(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / f"seeds/demo/demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_planted_lifts_lie_in_the_intervals(demo: Build, planted: dict[str, Figures]) -> None:
    rows = {row["campaign_id"]: row for row in figures(demo, OVERALL)}
    assert set(rows) == set(planted) and len(rows) == 6
    for campaign, truth in planted.items():
        row = rows[campaign]
        assert row["treated_customers"] == truth["treated"], campaign
        assert row["control_customers"] == truth["control"], campaign
        assert row["relative_lift_low"] < Decimal(str(truth["lift"])) < row["relative_lift_high"]
    assert rows["CMP06"]["verdict"] == "worked"
    assert rows["CMP03"]["verdict"] == "no evidence"


@pytest.fixture(scope="module")
def members(demo: Build) -> dict[str, dict[str, Member]]:
    """The members of each campaign with what they bought, from the public order lines."""
    lines = demo.rows(
        "select customer_id, ordered_on, line_amount from segmentation.fct_order_lines"
        " where is_counted"
    )
    bought: dict[str, list[tuple[date, Fraction]]] = {}
    for customer, day, amount in lines:
        bought.setdefault(customer, []).append((day, Fraction(amount)))
    found: dict[str, dict[str, Member]] = {row["campaign_id"]: {} for row in seed("campaigns")}
    spans = {
        row["campaign_id"]: tuple(date.fromisoformat(row[end]) for end in ("starts_on", "ends_on"))
        for row in seed("campaigns")
    }
    for row in seed("campaign_members"):
        starts_on, ends_on = spans[row["campaign_id"]]
        orders = bought.get(row["customer_id"].strip(), [])
        within = [amount for day, amount in orders if starts_on <= day <= ends_on]
        earlier = starts_on - timedelta(days=365)
        found[row["campaign_id"]][row["customer_id"].strip()] = Member(
            is_control=row["is_control"] == "true",
            revenue=sum(within, Fraction(0)),
            is_buyer=any(amount >= 0 for amount in within),
            before=sum((a for day, a in orders if earlier <= day < starts_on), Fraction(0)),
        )
    return found


def recomputed(group: list[Member]) -> Figures:
    """Return the exact figures of the mart, rounded as the mart's columns are."""
    found: Figures = {}
    revenues: dict[str, list[Fraction]] = {}
    for name, is_control in (("treated", False), ("control", True)):
        chosen = [member for member in group if member.is_control == is_control]
        revenues[name] = [member.revenue for member in chosen]
        buyers = sum(member.is_buyer for member in chosen)
        found |= {
            f"{name}_customers": len(chosen),
            f"{name}_buyers": buyers,
            f"{name}_buyer_rate": rounded(Fraction(buyers, len(chosen)) if chosen else None, 6),
            f"{name}_revenue": rounded(sum(revenues[name], Fraction(0)), 2),
            f"{name}_revenue_per_head": rounded(mean(revenues[name]) if chosen else None, 4),
        }
    treated, control = revenues["treated"], revenues["control"]
    lift = mean(treated) - mean(control) if treated and control else None
    is_relative = lift is not None and sum(control) > 0
    found["absolute_lift"] = rounded(lift, 4)
    found["relative_lift"] = rounded(mean(treated) / mean(control) - 1 if is_relative else None, 6)
    gained = lift * len(treated) if lift is not None else None
    found["incremental_revenue"] = rounded(gained, 2)
    return found


def test_every_figure_is_the_one_that_python_computes(
    demo: Build, members: dict[str, dict[str, Member]]
) -> None:
    segments: dict[tuple[str, str, str], str] = {
        (campaign, scheme, customer): segment
        for campaign, scheme, customer, segment in demo.rows(
            "select campaign_id, scheme, customer_id, segment"
            " from segmentation_work.int_history_segmented"
            " inner join segmentation_work.int_campaign_windows on as_of_date = starts_on - 1"
        )
    }
    costs = {row["campaign_id"]: Fraction(row["cost"]) for row in seed("campaigns")}
    rows = figures(demo, f"from {MART} order by campaign_id, scheme, segment")
    assert len(rows) > 100
    for row in rows:
        campaign, scheme, segment = row["campaign_id"], row["scheme"], row["segment"]
        group = [
            member
            for customer, member in members[campaign].items()
            if scheme == "all"
            or segments.get((campaign, scheme, customer), "not_yet_customer") == segment
        ]
        in_all = sum(not member.is_control for member in members[campaign].values())
        share = Fraction(sum(not member.is_control for member in group), in_all)
        expected = recomputed(group)
        label = (campaign, scheme, segment)
        assert {name: row[name] for name in expected} == expected, label
        # shares of the cost are rounded so that they add up
        assert abs(Fraction(row["cost"]) - costs[campaign] * share) <= Fraction(1, 100), label
        if row["return_on_investment"] is not None:
            gained, cost = (Fraction(row[name]) for name in ("incremental_revenue", "cost"))
            assert row["return_on_investment"] == rounded((gained - cost) / cost, 4), label
        assert_intervals(row, group)
        assert_balance(row, group)


def values(group: list[Member], name: str) -> tuple[list[Fraction], list[Fraction]]:
    treated = [getattr(member, name) for member in group if not member.is_control]
    return treated, [getattr(member, name) for member in group if member.is_control]


def assert_intervals(row: Figures, group: list[Member]) -> None:
    """Compare the ends with another way to compute them, to a digit of the last place.

    Small groups are left to the unit tests: there the expansion is good for three places only.
    """
    treated, control = values(group, "revenue")
    if min(len(treated), len(control)) < 40:
        return
    ends = intervals(treated, control)
    for end in ("low", "high"):
        found = float(row[f"absolute_lift_{end}"])
        assert found == pytest.approx(ends[end], abs=0.01, rel=1e-5), (row, end)
        gained = float(row[f"incremental_revenue_{end}"])
        assert gained == pytest.approx(ends[end] * len(treated), abs=0.5, rel=1e-5), (row, end)
        relative, computed = row[f"relative_lift_{end}"], ends[f"relative_{end}"]
        assert (relative is None) == (computed is None), (row, end)
        if computed is not None:
            assert float(relative) == pytest.approx(computed, abs=1e-5, rel=1e-4), (row, end)


def assert_balance(row: Figures, group: list[Member]) -> None:
    treated, control = values(group, "before")
    if min(len(treated), len(control)) < 2:
        assert row["balance_difference"] is None and row["is_balanced"] is None
        return
    spread = math.sqrt(float(variance(treated) + variance(control)) / 2)
    if spread == 0:
        assert row["balance_difference"] is None and row["is_balanced"] is None
        return
    difference = float(mean(treated) - mean(control)) / spread
    assert float(row["balance_difference"]) == pytest.approx(difference, abs=0.00006)
    assert row["is_balanced"] == (abs(row["balance_difference"]) < Decimal("0.25"))


# ---- campaigns that do nothing, and some that do

def line(order: str, customer: str, day: str, amount: str) -> Line:
    """Return an order line as a row of text, with all columns of the contract."""
    optional = (
        *("order_line_id", "order_status", "product_id", "quantity", "unit_price"),
        *("country", "currency", "campaign_code"),
    )
    return {
        "order_id": order,
        "customer_id": customer,
        "ordered_at": day,
        "line_amount": amount,
    } | dict.fromkeys(optional)


# ---- scenarios

BUYERS = [f"B{number:02}" for number in range(50)]


def orders_of(day: str, amounts: dict[str, str]) -> list[Line]:
    return [line(f"{day}-{buyer}", buyer, day, amount) for buyer, amount in amounts.items()]


# data from 2024-01-01 to 2024-06-30: half of the customers buy for 100, in June 30 for more
LINES = [
    *orders_of("2024-01-01", dict.fromkeys(BUYERS, "10")),
    *orders_of("2024-03-10", {b: f"{100 + n}" for n, b in enumerate(BUYERS[:25])}),
    *orders_of("2024-06-30", {b: f"{200 + n}" for n, b in enumerate(BUYERS[25:])}),
]
CAMPAIGNS = [
    dict(zip(("campaign_id", "starts_on", "ends_on", "cost"), campaign, strict=True))
    | {"campaign_name": None, "is_seasonal": None}
    for campaign in [
        ("march", "2024-03-01", "2024-03-31", "500"),
        ("no cost", "2024-03-01", "2024-03-31", None),
        ("no control", "2024-03-01", "2024-03-31", "500"),
        ("no members", "2024-03-01", "2024-03-31", "500"),
        ("only controls", "2024-03-01", "2024-03-31", "500"),
        ("strangers", "2024-03-01", "2024-03-31", "500"),
        ("nobody buys", "2024-02-01", "2024-02-28", "500"),
        ("before", "2023-12-31", "2024-03-31", "500"),
        ("running", "2024-06-01", "2024-07-31", "500"),
        ("future", "2024-07-01", "2024-07-31", "500"),
    ]
]
GROUPS = {
    "march": (BUYERS[:25], BUYERS[25:]),
    "no cost": (BUYERS[:25], BUYERS[25:]),
    "no control": (BUYERS, []),
    "only controls": ([], BUYERS),
    "strangers": ([*BUYERS[:25], *(f"S{n}" for n in range(25))], BUYERS[25:]),
    "nobody buys": (BUYERS[:25], BUYERS[25:]),
    "before": (BUYERS[:25], BUYERS[25:]),
    "running": (BUYERS[:25], BUYERS[25:]),
    "future": (BUYERS[:25], BUYERS[25:]),
}
MEMBERS = [
    {"campaign_id": campaign, "customer_id": customer, "is_control": is_control}
    for campaign, groups in GROUPS.items()
    for is_control, group in zip(("no", "yes"), groups, strict=True)
    for customer in group
]


@pytest.fixture(scope="module")
def build_campaigns(build: Builder, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Build the campaigns: build_campaigns(campaigns, members, **settings), None for unmapped."""
    folder = tmp_path_factory.mktemp("campaigns")

    def run(
        campaigns: list[dict[str, Any]] | None,
        members: list[dict[str, Any]] | None,
        **settings: Any,
    ) -> Build:
        if campaigns is not None:
            settings["campaigns"] = as_relation(folder / "campaigns.csv", campaigns)
        if members is not None:
            settings["campaign_members"] = as_relation(folder / "members.csv", members)
        return build(LINES, options=ONLY_CAMPAIGNS, **settings)

    return run


@pytest.fixture(scope="module")
def scenarios(build_campaigns: Builder) -> Build:
    result = build_campaigns(CAMPAIGNS, MEMBERS)
    assert result.ok, result.said[-3000:]
    return result


def test_each_scenario_has_its_verdict_and_reason(scenarios: Build) -> None:
    too_late = "It starts on 2024-07-01, after the last day of the data, 2024-06-30."
    too_early = "It started on 2023-12-31, before the first day of the data, 2024-01-01."
    nobody = "Nobody was held out, so nothing shows what would have happened without it."
    running = " Measured up to 2024-06-30; it ends on 2024-07-31."
    found = verdicts(scenarios)
    assert set(found) == {campaign["campaign_id"] for campaign in CAMPAIGNS}
    for campaign, verdict, reason in (
        ("march", "worked", "Revenue per head is 112.00 with it and 0.00 without: a lift of "),
        ("no cost", "worked", "Revenue per head is 112.00 with it and 0.00 without: a lift of "),
        ("strangers", "worked", "Revenue per head is 56.00 with it and 0.00 without: a lift of "),
        ("no control", "no control group", nobody),
        ("no members", "not measured", "Nobody was treated."),
        ("only controls", "not measured", "Nobody was treated."),
        ("nobody buys", "no evidence", "Revenue per head is 0.00 with it and 0.00 without: a "),
        ("before", "not measured", too_early),
        ("running", "hurt", "Revenue per head is 0.00 with it and 212.00 without: a lift of "),
        ("future", "not measured", too_late),
    ):
        assert found[campaign][0] == verdict, campaign
        assert found[campaign][1].startswith(reason), found[campaign]
        assert found[campaign][1].endswith(running) == (campaign == "running")
    nothing = "lift of 0.00, 95 % interval 0.00 to 0.00, which contains 0."
    assert found["nobody buys"][1].endswith(nothing)


def test_what_a_scenario_lacks_is_null(scenarios: Build) -> None:
    rows = {row["campaign_id"]: row for row in figures(scenarios, OVERALL)}
    lifts = ("absolute_lift", "absolute_lift_low", "incremental_revenue", "return_on_investment")
    for campaign in ("no control", "no members", "only controls", "before", "future"):
        assert [rows[campaign][name] for name in lifts] == [None] * 4, campaign
    for campaign in ("before", "future"):
        assert rows[campaign]["treated_customers"] == 25
        assert rows[campaign]["treated_revenue"] is rows[campaign]["treated_buyers"] is None
    assert rows["no members"]["treated_customers"] == rows["no members"]["treated_revenue"] == 0
    assert rows["no cost"]["return_on_investment"] is rows["no cost"]["cost"] is None
    assert rows["march"]["return_on_investment"] == Decimal("4.6000")
    # the control group bought nothing: a ratio to it has no value
    assert rows["march"]["relative_lift"] is rows["march"]["relative_lift_low"] is None
    assert rows["strangers"]["treated_customers"] == 50
    assert rows["strangers"]["treated_buyers"] == 25
    finished = {name for name, row in rows.items() if row["is_finished"]}
    assert set(rows) - finished == {"running", "future"}


def test_strangers_are_no_customers_yet_in_every_scheme(scenarios: Build) -> None:
    rows = scenarios.rows(
        f"select scheme, treated_customers from {MART}"
        " where campaign_id = 'strangers' and segment = 'not_yet_customer'"
    )
    assert {"rfm", "rfm_11"} <= {scheme for scheme, _ in rows}
    assert {customers for _, customers in rows} == {25}
    unmeasured = f"from {MART} where campaign_id in ('before', 'future') and scheme <> 'all'"
    assert scenarios.rows(unmeasured) == []


def test_campaigns_without_members_are_not_measured(build_campaigns: Builder) -> None:
    result = build_campaigns(CAMPAIGNS, None)
    assert result.ok, result.said[-3000:]
    assert {verdict for verdict, _ in verdicts(result).values()} == {"not measured"}
    assert result.one(f"select count(*) from {MART}") == len(CAMPAIGNS)


def test_what_is_wrong_with_campaigns_stops_them_and_is_told(build_campaigns: Builder) -> None:
    march = CAMPAIGNS[0]
    wrong = [
        {**march, "campaign_id": "dates", "starts_on": "1 March"},
        {**march, "campaign_id": "order", "ends_on": "2024-02-28"},
        {**march, "campaign_id": "cost", "cost": "-1"},
        {**march, "campaign_id": "price", "cost": "10 EUR"},
        {**march, "campaign_id": "end", "ends_on": ""},
        {**march, "campaign_id": "season", "is_seasonal": "winter"},
        {**march, "campaign_id": "day", "ends_on": march["starts_on"], "cost": "0"},
        {**march, "campaign_id": "free", "cost": "", "is_seasonal": ""},
    ]
    members = [
        *MEMBERS,
        {"campaign_id": "elsewhere", "customer_id": "B00", "is_control": "yes"},
        {"campaign_id": "elsewhere", "customer_id": "B00", "is_control": "no"},
        *({"campaign_id": "march", "customer_id": b, "is_control": "yes"} for b in BUYERS[:9]),
        {"campaign_id": "march", "customer_id": "B50", "is_control": "perhaps"},
    ]
    result = build_campaigns([*CAMPAIGNS, *wrong], members)
    assert not result.ok
    assert "fct_campaign_performance" not in result.tables().get("segmentation", set())
    for sentence in (
        "campaign dates has no readable starts_on (1 March); allowed: an ISO 8601 date.",
        "campaign order starts on 2024-03-01 and ends on 2024-02-28; allowed: not earlier.",
        "campaign cost has the negative cost -1; allowed: 0 or more, or nothing.",
        "campaign price has the unreadable cost 10 EUR; allowed: a plain number.",
        "campaign end has no readable ends_on; allowed: an ISO 8601 date.",
        "campaign season has the unreadable is_seasonal winter; allowed: true or false, or nothing",
        "campaign elsewhere, customers B00 (1 in all) are in a campaign that is not listed; ",
        "campaign march, customers B00, B01, B02, ... (9 in all) are both treated and control; ",
        "campaign march, customers B50 (1 in all) have no readable is_control; ",
    ):
        assert sentence in result.said, sentence
    for usable in ("campaign day", "campaign free"):
        assert usable not in result.said, usable
