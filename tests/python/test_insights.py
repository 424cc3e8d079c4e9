"""Every statement's figures, computed again from the lines and the customers' segments."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest

from dbt_runs import Build

# what the queries below start from: lines that count, and customers as they come out of them
START = """
    with lines as (
        select lines.* replace (coalesce(lines.country, customers.country) as country),
            coalesce(product_line, 'unknown') as product_line,
            coalesce(product_name, lines.product_id) as product_name
        from segmentation.fct_order_lines as lines
        left join segmentation.dim_products using (product_id)
        left join segmentation.dim_customers as customers using (customer_id)
        where is_counted
    ),
    customers as (
        select customer_id, revenue, orders, recency_days as recency,
            days_between_orders as usual_gap, order_gap_variation as variation
        from segmentation.fct_customer_metrics
    ),
    members as (
        select * from segmentation.fct_customer_segments as segments
        inner join customers using (customer_id)
    ),
    months as (
        select date_trunc('month', ordered_on)::date as month, sum(line_amount) as revenue
        from lines group by all
    ),
    sorted as (
        select *, row_number() over (order by revenue desc, customer_id) as position,
            count(*) over () as customers, greatest(revenue, 0) as gross,
            sum(greatest(revenue, 0)) over () as total
        from customers
    )
"""

# per kind of statement: id, figure and other figure
QUERIES = {
    "total_revenue": "select 'total_revenue', sum(revenue), count(*) from customers",
    "total_orders": """
        select 'total_orders', sum(orders), round(sum(revenue) / sum(orders), 2) from customers
    """,
    "repeat_rate": "select 'repeat_rate', round(avg((orders > 1)::int), 6), null from customers",
    "lines_accepted": """
        select 'lines_accepted', round(accepted / (accepted + rejected), 6), accepted + rejected
        from (select count(*) as accepted from segmentation.fct_order_lines)
        cross join (select count(*) as rejected from segmentation.fct_rejected_order_lines)
    """,
    "lifetime_value_total": """
        select 'lifetime_value_total', sum(lifetime_value), any_value(horizon_days)
        from segmentation.fct_customer_lifetime_value
    """,
    "lifetime_value_still_customers": """
        select 'lifetime_value_still_customers', avg(probability_alive::double), null
        from segmentation.fct_customer_lifetime_value
    """,
    "segment_share": """
        select 'segment_share.' || scheme || '.' || segment,
            round(sum(members.revenue) / (select sum(revenue) from customers), 6),
            round(count(*) / (select count(*) from customers), 6)
        from members group by scheme, segment
    """,
    "action_group": """
        select 'action_group.' || scheme || '.' || action_group,
            round(sum(members.revenue_1) / (select sum(revenue) from customers), 6),
            round(count(*) / (select count(*) from customers), 6)
        from members where action_group is not null group by scheme, action_group
    """,
    "segment_orders": """
        select 'segment_orders.' || scheme || '.' || segment,
            round(sum(orders) / count(*), 4), round(sum(members.revenue_1) / sum(orders), 2)
        from members group by scheme, segment
    """,
    "segment_repeat": """
        select 'segment_repeat.' || scheme || '.' || segment,
            round(avg((orders > 1)::int), 6), null
        from members group by scheme, segment
    """,
    "segment_account": """
        select 'segment_account.' || scheme || '.' || segment,
            round(avg(revenue_1), 2), max(revenue_1)
        from members group by scheme, segment
    """,
    "highest_order_value": """
        select 'highest_order_value.' || scheme, max(value), null
        from (
            select scheme, segment, round(sum(revenue_1) / sum(orders), 2) as value
            from members group by scheme, segment
        )
        group by scheme
    """,
    "segment_late": """
        select 'segment_late.' || scheme || '.' || segment,
            round(avg((recency > usual_gap)::int) filter (where usual_gap is not null), 6),
            coalesce(sum(revenue_1) filter (where recency > usual_gap), 0)
        from members group by scheme, segment
        having count(usual_gap) > 0
    """,
    "segment_regularity": """
        select 'segment_regularity.' || scheme || '.' || segment,
            round(sum(members.variation::decimal(18, 4)) / count(members.variation), 2),
            round(sum(metrics.revenue_trend) / count(metrics.revenue_trend), 2)
        from members
        inner join segmentation.fct_customer_metrics as metrics using (customer_id)
        group by scheme, segment
        having count(members.variation) > 0
    """,
    "segment_step": """
        select 'segment_step.' || scheme || '.' || segment || '.' || better_segment,
            sum(n), first(median order by n desc, gap_metric)
        from (
            select scheme, segment, better_segment, gap_metric, count(*) as n,
                quantile_disc(gap_amount, 0.5) as median
            from members where better_segment is not null group by all
        )
        group by scheme, segment, better_segment
    """,
    "best_month": "select 'best_month', max(revenue), null from months",
    "worst_month": "select 'worst_month', min(revenue), null from months",
    "latest_month": """
        select 'latest_month', first(revenue order by month desc),
            round(first(revenue order by month desc) / (
                list(revenue order by month desc)[2]
            ) - 1, 6)
        from months
    """,
    "year_on_year": """
        select 'year_on_year', round(
            first(revenue order by month desc) / (list(revenue order by month desc)[13]) - 1, 6
        ), null
        from months
    """,
    "quarter_consistency": """
        select 'quarter_consistency', count(*) filter (4 * revenue > year_revenue), count(*)
        from (
            select quarter(month) as quarter, sum(revenue) as revenue,
                sum(sum(revenue)) over (partition by year(month)) as year_revenue
            from months group by quarter(month), year(month)
        )
        group by quarter order by 2 desc, sum(revenue) desc limit 1
    """,
    "top_customers": """
        select 'top_customers.' || percent, round(
            sum(gross) filter (where position <= ceil(customers * percent / 100))
                / any_value(total), 6
        ), percent
        from sorted cross join (values (1), (5), (10), (20)) as percents (percent)
        group by percent
    """,
    "half_of_revenue": """
        select 'half_of_revenue', min(position), any_value(customers)
        from (
            select *, sum(gross) over (order by position) as running from sorted
        )
        where running >= total / 2
    """,
    "gini": """
        select 'gini', round(
            sum(abs(a.gross - b.gross)) / (2 * count(*) * avg(a.gross)), 6
        ), null
        from sorted as a cross join sorted as b
    """,
    "largest_customer": """
        select 'largest_customer', max(revenue), round(max(revenue) / any_value(total), 6)
        from sorted
    """,
    "largest_five": """
        select 'largest_five', sum(revenue), round(sum(revenue) / any_value(total), 6)
        from sorted where position <= 5
    """,
    "strongest_pair": """
        select 'strongest_pair', round(max(lift), 6), first(customers order by lift desc) from (
            select a.product_line, b.product_line,
                count(*) as customers,
                count(*) * (
                    select count(distinct customer_id) from lines
                    where not is_refund and product_line <> 'unknown'
                ) / (any_value(a.buyers) * any_value(b.buyers)) as lift
            from bought as a inner join bought as b
                on a.customer_id = b.customer_id and a.product_line < b.product_line
            group by all
            having count(*) >= 5
        )
    """,
    "catalogue_sold": """
        select 'catalogue_sold', count(*) filter (where product_id in (
            select product_id from segmentation.fct_order_lines
        )), count(*)
        from segmentation.dim_products where is_in_catalogue
    """,
}
BOUGHT = """,
    bought as (
        select *, count(*) over (partition by product_line) as buyers
        from (
            select distinct customer_id, product_line from lines
            where not is_refund and product_line <> 'unknown'
        )
    )
"""
# figures of another mart's own statistic: that mart's tests recompute them
TAKEN_FROM = {
    "seasonality": "select 'seasonality.' || period, strength, statistic from {}fct_seasonality",
    "season_consistency": """
        select 'season_consistency.' || period, peak_cycles_above, cycles from {}fct_seasonality
    """,
    "peak_season": "select 'peak_season.' || period, peak_index, low_index from {}fct_seasonality",
    "campaign": """
        select 'campaign.' || campaign_id, relative_lift, null from {}fct_campaign_performance
        where scheme = 'all' and relative_lift is not null
    """,
    "campaign_return": """
        select 'campaign_return.' || campaign_id, incremental_revenue, return_on_investment
        from {}fct_campaign_performance
        where scheme = 'all' and incremental_revenue is not null
    """,
    "reorders": """
        select 'reorders.' || status, count(*), sum(usual_order_value)
        from {}fct_customer_reorders_due group by status
    """,
    "recommendations": """
        select 'recommendations', count(distinct customer_id), count(*)
        from {}fct_customer_product_recommendations
    """,
}
# dimension: its member on a counted line, and its name
DIMENSIONS = {
    "product_line": "product_line",
    "product": "product_name",
    "country": "country",
    "deal_size": "deal_size",
    "weekday": "dayname(ordered_on)",
}


def dimension_queries() -> dict[str, str]:
    """Return a query for the top, the bottom and the ten largest of each dimension."""
    queries = {}
    for dimension, member in DIMENSIONS.items():
        by_member = f"""
            (
                select sum(line_amount) as revenue, (select sum(revenue) from customers) as total
                from lines where {member} is not null and {member} <> 'unknown' group by {member}
            )
        """
        for end, extreme in (("top", "max"), ("bottom", "min")):
            queries[f"{end}.{dimension}"] = f"""
                select '{end}.{dimension}', round({extreme}(revenue) / any_value(total), 6),
                    {extreme}(revenue)
                from {by_member}
            """
        if dimension in ("product", "country"):
            queries[f"top_ten.{dimension}"] = f"""
                select 'top_ten.{dimension}', sum(share), null from (
                    select round(revenue / total, 6) as share from {by_member}
                    order by revenue desc limit 10
                ) having count(*) = 10
            """
    queries["order_status"] = """
        select 'order_status.' || order_status,
            round(sum(line_amount) / (
                select sum(line_amount) from segmentation.fct_order_lines
            ), 6),
            count(distinct (customer_id, order_id)) filter (where not is_refund)
        from segmentation.fct_order_lines where order_status is not null group by order_status
    """
    return queries


ALL_QUERIES = QUERIES | dimension_queries() | TAKEN_FROM


def kind_of(insight_id: str) -> str:
    """Return the query that an id belongs to: the longest name that it starts with."""
    parts = insight_id.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ALL_QUERIES), insight_id)


@pytest.fixture(scope="module")
def told(demo: Build) -> dict[str, tuple]:
    """The statements of the demo by id: sentence, figure and other figure."""
    query = "select insight_id, sentence, figure, other_figure from segmentation.fct_insights"
    return {row[0]: row[1:] for row in demo.rows(query)}


def test_every_statement_has_a_query_that_computes_it_again(told: dict[str, tuple]) -> None:
    assert {kind_of(insight_id) for insight_id in told} == set(ALL_QUERIES)


@pytest.mark.parametrize("kind", ALL_QUERIES)
def test_figures_are_those_of_an_independent_query(
    demo: Build, told: dict[str, tuple], kind: str
) -> None:
    query = ALL_QUERIES[kind].format("segmentation.")
    expected = {row[0]: row[1:] for row in demo.rows(START + BOUGHT + query)}
    found = {name: row[1:] for name, row in told.items() if kind_of(name) == kind}
    assert set(found) == set(expected)
    for name, figures in expected.items():
        for one, other in zip(figures, found[name], strict=True):
            assert (one is None) == (other is None), name
            assert one is None or abs(Decimal(str(one)) - other) <= Decimal("0.000001"), name


NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?")
# what the sentences explain their figures with
EXPLAINED = (
    "(1 is chance)", "(-1 to 1)", "(0: all equal, 1: one has all)", "95 %", "(90 % interval",
    "each EUR 1 spent", "RFM 11",
)


def as_written(figure: Decimal) -> Iterator[str]:
    """Yield the ways in which a sentence may write a figure."""
    parts = [(figure, 0), (figure, 1), (figure, 2), (100 * figure, 1)]
    if abs(figure) >= 1_000_000:
        parts = [(figure / 1_000_000, 1), *([(figure, 0)] if figure == int(figure) else [])]
    for value, places in parts:
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        yield from (f"{rounded:,}", f"{abs(rounded):,}")
    if 0 < abs(figure) < Decimal("0.0005"):
        yield "0.1"
    if Decimal("0.9995") <= abs(figure) < 1:
        yield "99.9"


def test_numbers_in_a_sentence_are_figures_of_its_row(demo: Build) -> None:
    columns = "insight_id, sentence, coalesce(subject, ''), segment_name"
    rows = demo.rows(f"""
        select {columns}, figure, figure_low, figure_high, other_figure
        from segmentation.fct_insights
        left join (select scheme, segment, segment_name from segmentation.dim_segments)
            using (scheme, segment)
    """)
    unexplained = []
    for name, sentence, subject, segment, *figures in rows:
        for words in (*EXPLAINED, *filter(None, (subject, segment))):
            sentence = sentence.replace(words, "")
        allowed = {text for figure in figures if figure is not None for text in as_written(figure)}
        numbers = [number.rstrip(",") for number in NUMBER.findall(sentence)]
        unexplained += [(name, number) for number in numbers if number not in allowed]
    assert unexplained == []
