"""Every statement's figures are those of the mart it speaks of, and its sentence says no others."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from dbt_runs import Build

# insight_id, figure and other figure; statements come in groups of a mart
FIGURES = [
    "select 'lifetime_value_total', sum(lifetime_value), any_value(horizon_days) "
    "from fct_customer_lifetime_value",
    "select 'lifetime_value_still_customers', avg(probability_alive), null "
    "from fct_customer_lifetime_value",
    *(
        f"select '{name}.' || scheme || '.' || segment, {figures} "
        "from fct_segment_summary where customers > 0"
        for name, figures in {
            "segment_share": "revenue_share, customer_share",
            "segment_orders": "orders_per_customer, average_order_value",
            "segment_repeat": "repeat_rate, null",
            "segment_account": "revenue_per_customer, largest_customer_revenue",
        }.items()
    ),
    "select 'highest_order_value.' || scheme, max(average_order_value), null "
    "from fct_segment_summary group by scheme",
    "select 'action_group.' || scheme || '.' || action_group, sum(revenue_share), "
    "sum(customer_share) from fct_segment_summary inner join dim_segments using (scheme, segment) "
    "where action_group is not null group by scheme, action_group having sum(customers) > 0",
    "select 'top_customers.' || percentile, cumulative_revenue_share, percentile "
    "from fct_revenue_concentration where scheme = 'all' and percentile in (1, 5, 10, 20)",
    *(
        f"select '{name}', {figures} from fct_revenue_concentration "
        "where scheme = 'all' and percentile = 100"
        for name, figures in {
            "half_of_revenue": "customers_for_half_of_revenue, all_customers",
            "gini": "gini, null",
            "largest_customer": "largest_customer_revenue, largest_customer_share",
            "largest_five": "largest_five_revenue, largest_five_share",
        }.items()
    ),
    "select 'catalogue_sold', products_sold, products_in_catalogue "
    "from fct_catalogue_coverage where product_line = 'all'",
    "select 'reorders.' || status, count(*), sum(usual_order_value) "
    "from fct_customer_reorders_due group by status",
    "select 'decline_cause.' || cause, count(*), sum(revenue_lost) "
    "from fct_customer_decline_causes where cause in ('price', 'range', 'season', 'service') "
    "group by cause",
    "select 'forecast', forecast, null from fct_sales_forecast where dimension = 'all' "
    "order by month limit 1",
    "select 'recommendations', count(distinct customer_id), count(*) "
    "from fct_customer_product_recommendations",
]
# unit tests have the others counted by hand
BY_HAND = {
    "total_revenue", "total_orders", "repeat_rate", "lines_accepted", "segment_late",
    "segment_regularity", "segment_step", "best_month", "worst_month", "latest_month",
    "year_on_year", "quarter_consistency", "seasonality", "season_consistency", "peak_season",
    "top", "bottom", "top_ten", "order_status", "strongest_pair", "campaign", "campaign_return",
    "revenue_driver", "anomaly",
}


def test_figures_are_those_of_the_mart_they_speak_of(demo: Build) -> None:
    queries = [re.sub(r"\b((?:fct|dim)_\w+)", r"segmentation.\1", query) for query in FIGURES]
    expected = {row[0]: row[1:] for query in queries for row in demo.rows(query)}
    told = demo.rows("select insight_id, figure, other_figure from segmentation.fct_insights")
    found = {name: row for name, *row in told if name.partition(".")[0] not in BY_HAND}
    assert {name.partition(".")[0] for name, *_ in told} > BY_HAND
    assert set(found) == set(expected)
    for name, figures in expected.items():
        for one, other in zip(figures, found[name], strict=True):
            assert (one is None) == (other is None), name
            assert one is None or abs(Decimal(str(one)) - other) <= Decimal("0.000001"), name


NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?")
# what the sentences explain their figures with
EXPLAINED = (
    "(1 is chance)", "(-1 to 1)", "(0: all equal, 1: one has all)", "95 %", "(90 % interval",
    "each EUR 1 spent", "RFM 11", "The last 90 days", "the 90 days before",
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
