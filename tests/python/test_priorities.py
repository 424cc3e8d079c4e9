"""Whom to call on the demo company, and how often customers came back, told from its orders."""

from dbt_runs import Build
from demo_company.company import build as build_company
from project_files import ROOT

FIRST = """
    select actions.priority, actions.customer_id, metrics.lateness, estimates.probability_alive,
        actions.decision
    from segmentation.fct_customer_actions as actions
    inner join segmentation.fct_customer_metrics as metrics using (customer_id)
    inner join segmentation.fct_customer_lifetime_value as estimates using (customer_id)
    where actions.scheme = 'rfm' and actions.is_best_action
    order by actions.priority
"""
# from order lines alone: rhythm, silence and standing at each month end, and what came after
RETURNS = """
    with

    orders as (

        select customer_id, order_id, min(ordered_on) filter (line_amount >= 0) as ordered_on
        from segmentation.fct_order_lines where is_counted
        group by all having ordered_on is not null

    ),

    ends as (

        select distinct as_of_date as day from segmentation.fct_customer_segment_history

    ),

    revenues as (

        select day, customer_id, sum(line_amount) as revenue
        from ends inner join segmentation.fct_order_lines on ordered_on <= day
        where is_counted group by all

    ),

    placed as (

        select
            day, customer_id, max(ordered_on) as last_on,
            round((last_on - min(ordered_on)) / nullif(count(distinct ordered_on) - 1, 0), 2)
                as gap,
            rank() over (partition by day order by max(revenue)) - 1 as customers_below,
            count(*) over (partition by day) as customers
        from ends
        inner join orders on ordered_on <= day
        inner join revenues using (day, customer_id)
        group by day, customer_id

    )

    select
        case
            when day - last_on >= 10 * gap then '10 gaps or more'
            when day - last_on >= 5 * gap then '5 to 10 gaps'
            when day - last_on >= 3 * gap then '3 to 5 gaps'
            when day - last_on >= 2 * gap then '2 to 3 gaps'
            when day - last_on >= 1.5 * gap then '1.5 to 2 gaps'
            when day - last_on >= gap then '1 to 1.5 gaps'
            when gap is not null then 'on time'
            when day - last_on < 180 then 'no rhythm, under 180 days'
            when day - last_on < 360 then 'no rhythm, under 360 days'
            else 'no rhythm, 360 days or more'
        end as lateness_band,
        case
            when 10 * customers_below >= 8 * customers then 'top fifth'
            when 2 * customers_below >= customers then 'upper half'
            else 'lower half'
        end as value_band,
        count(*) as customers,
        count(case when exists (
            select 1 from orders
            where orders.customer_id = placed.customer_id and orders.ordered_on > day
                and orders.ordered_on <= last_day(day + interval 3 month)
        ) then 1 end) as came_back
    from placed
    where last_day(day + interval 3 month) <= (select max(day) from ends)
    group by all
    order by all
"""


def test_the_list_begins_with_customers_who_are_late_and_worth_a_call(demo: Build) -> None:
    rows = demo.rows(FIRST)
    for priority, customer, lateness, alive, decision in rows[:25]:
        assert lateness >= 1 and alive >= 0.05, (priority, customer)
        assert decision in ("invest", "automate"), (priority, customer)
    places = [customer for _, customer, *_ in rows]
    # silent for three of their own gaps, against one who left a year ago
    assert places.index("C00019") < 10 and places.index("C00160") > 400
    assert {row[-1] for row in rows} == {"invest", "automate", "let_go", "watch"}


def test_who_is_still_a_customer_is_near_the_truth(demo: Build) -> None:
    """The generator knows who has left. Of those with a rhythm, by tenths of the probability."""
    histories = build_company().histories
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for customer, probability in demo.rows("""
        select customer_id, probability_alive from segmentation.fct_customer_actions
        inner join segmentation.fct_customer_metrics using (customer_id)
        where scheme = 'rfm' and is_best_action and days_between_orders is not null
    """):
        if customer in histories:
            is_there = not histories[customer].left_on
            tenths.setdefault(int(10 * probability), []).append((float(probability), is_there))
    large = [found for found in tenths.values() if len(found) >= 30]
    assert len(large) >= 5
    for found in large:
        foreseen, true = (sum(column) / len(found) for column in zip(*found, strict=True))
        assert abs(foreseen - true) < 0.12, (foreseen, true)


def test_rates_are_those_that_orders_tell(demo: Build) -> None:
    told = demo.rows("""
        select lateness_band, value_band, customers, came_back
        from segmentation.fct_reactivation_rates order by all
    """)
    assert len(told) > 20 and demo.rows(RETURNS) == told


def test_readme_tells_the_demo(demo: Build) -> None:
    """Its sentence, its decisions, and whether the list would have been right."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [(why,)] = demo.rows("""
        select expected_gain_reason from segmentation.fct_customer_actions
        where scheme = 'rfm' and customer_id = 'C00019' and is_best_action
    """)
    assert f"C00019: {why}" in readme.replace("\n> ", " ")
    for decision, customers, gain in demo.rows("""
        select decision, count(*), sum(expected_gain) from segmentation.fct_customer_actions
        where scheme = 'rfm' and is_best_action group by decision
    """):
        told = "not counted" if decision == "watch" else f"{gain:,}"
        assert f"| {decision} | {customers} | {told} |" in readme
    shares = {
        (length, ranking): share
        for length, ranking, share in demo.rows("""
            select list_share, ranking, revenue_lost_share
            from segmentation.fct_priority_backtest
        """)
    }
    rankings = ["expected_gain", "past_revenue", "segment_average", "days_since_last_order"]
    for length in {length for length, _ in shares}:
        cells = [f"{100 * shares[length, ranking]:.1f} %" for ranking in rankings]
        assert f"| {100 * length:.0f} % | {' | '.join(cells)} |" in readme
