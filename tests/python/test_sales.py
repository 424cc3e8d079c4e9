"""Sales by month, dimension and segment: a small company counted by hand, and the demo's lines."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from dbt_runs import Build, Row, line
from replay import Replay

Builder = Callable[..., Build]
SALES = (
    *("fct_sales_monthly", "fct_sales_by_dimension", "fct_catalogue_coverage"),
    *("fct_segment_sales_monthly", "fct_segment_products", "fct_customer_segments"),
)
# order 2 of A runs over a month's end, and is one purchase, of February; B sends goods back in
# April; nothing is sold in May
COMPANY = [
    line("1", "A", "2024-01-20", "10"),
    line("2", "A", "2024-02-29", "60"),
    line("2", "A", "2024-03-01", "40"),
    line("3", "B", "2024-03-15", "100"),
    line("3", "B", "2024-04-10", "-30"),
    line("4", "C", "2024-06-05", "200"),
    line("5", "B", "2024-07-01", "50"),
    line("6", "C", "2025-01-31", "80"),
    line("7", "A", "2025-02-10", "90"),
    line("8", "A", "2025-03-26", "10"),
]
MONTHS = """
    select
        strftime(month, '%Y-%m'), orders, customers, new_customers, revenue::varchar,
        revenue_growth::float8, year_on_year_growth::float8,
        rolling_3_month_revenue::float8, rolling_12_month_revenue::float8, is_complete_month
    from segmentation.fct_sales_monthly order by month
"""
# by hand: orders, customers, new ones, revenue; growth, year on year; last 3 and last 12 months
BY_HAND: list[tuple[Any, ...]] = [
    ("2024-01", 1, 1, 1, "10.00", None, None, None, None, False),
    ("2024-02", 1, 1, 0, "60.00", None, None, None, None, True),
    ("2024-03", 1, 1, 1, "140.00", 1.333333, None, None, None, True),
    ("2024-04", 0, 0, 0, "-30.00", -1.214286, None, 170, None, True),
    ("2024-05", 0, 0, 0, "0.00", None, None, 110, None, True),
    ("2024-06", 1, 1, 1, "200.00", None, None, 170, None, True),
    ("2024-07", 1, 1, 0, "50.00", -0.75, None, 250, None, True),
    ("2024-08", 0, 0, 0, "0.00", -1, None, 250, None, True),
    ("2024-09", 0, 0, 0, "0.00", None, None, 50, None, True),
    ("2024-10", 0, 0, 0, "0.00", None, None, 0, None, True),
    ("2024-11", 0, 0, 0, "0.00", None, None, 0, None, True),
    ("2024-12", 0, 0, 0, "0.00", None, None, 0, None, True),
    ("2025-01", 1, 1, 0, "80.00", None, None, 80, 500, True),
    ("2025-02", 1, 1, 0, "90.00", 0.125, 0.5, 170, 530, True),
    ("2025-03", 1, 1, 0, "10.00", None, None, None, None, False),
]
MARCH = ("2025-03", 1, 1, 0, "10.00", -0.888889, -0.928571, 180, 400, True)
@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran, to be run on other lines."""
    return Replay(small, SALES)


@pytest.fixture(scope="module")
def company(small: Build) -> Iterator[Replay]:
    with Replay(small, SALES).of(COMPANY) as built:
        yield built


def test_months_of_a_small_company_are_those_counted_by_hand(company: Replay) -> None:
    assert company.rows(MONTHS) == BY_HAND


def test_a_month_of_refunds_has_refunds_and_no_order_value(company: Replay) -> None:
    query = "select refunds::varchar, average_order_value, order_lines, units"
    where = "where month in ('2024-04-01', '2024-05-01') order by month"
    assert company.rows(f"{query} from segmentation.fct_sales_monthly {where}") == [
        ("30.00", None, 1, None),
        ("0.00", None, 0, 0),
    ]


def test_a_line_at_the_end_of_the_month_completes_it(replay: Replay) -> None:
    last = line("last", "A", "2025-03-31", "1", order_status="cancelled")
    with replay.of([*COMPANY, last]) as built:
        assert built.rows(MONTHS) == [*BY_HAND[:-1], MARCH]


@pytest.fixture(scope="module")
def months(build: Builder) -> Callable[..., list[Row]]:
    def of(**settings: Any) -> list[Row]:
        options = ("--select", "+fct_sales_monthly", "--exclude-resource-types", "test")
        result = build(COMPANY, options=options, **settings)
        assert result.ok, result.said[-3000:]
        return result.rows(MONTHS)

    return of


def test_months_behind_the_data_never_look_like_a_fall(months: Callable[..., list[Row]]) -> None:
    empty = (0, 0, 0, "0.00", None, None, None, None, False)
    later = [(f"2025-0{month}", *empty) for month in (4, 5, 6)]
    assert months(as_of_date="2025-06-30") == [*BY_HAND[:-1], MARCH, *later]


def test_a_lookback_tells_the_months_of_its_window(months: Callable[..., list[Row]]) -> None:
    found = months(as_of_date="2025-03-31", lookback_months=12)
    assert [row[0] for row in found] == [row[0] for row in BY_HAND[3:]]
    # the window opens on the first of April; order 3 is outside, its refund within
    assert found[0] == ("2024-04", 0, 0, 0, "-30.00", None, None, None, None, True)
    assert found[-1] == ("2025-03", 1, 1, 0, "10.00", -0.888889, None, 180, 400, True)
    assert [row[0] for row in found if row[3]] == ["2024-06", "2024-07", "2025-02"]
    # one that reaches beyond the data begins with them
    assert months(lookback_months=60) == BY_HAND


def test_lines_that_do_not_count_leave_months_without_sales(replay: Replay) -> None:
    rows = [line(str(n), "A", f"2025-0{n}-01", "5", order_status="cancelled") for n in (1, 2)]
    members = "select dimension, member, orders, revenue::varchar, revenue_share::float8"
    with replay.of(rows) as result:
        assert [row[:5] for row in result.rows(MONTHS)] == [
            ("2025-01", 0, 0, 0, "0.00"),
            ("2025-02", 0, 0, 0, "0.00"),
        ]
        assert result.rows(f"{members} from segmentation.fct_sales_by_dimension") == [
            ("order_status", "cancelled", 2, "10.00", 1)
        ]
        for mart in ("fct_segment_sales_monthly", "fct_segment_products"):
            assert result.one(f"select count(*) from segmentation.{mart}") == 0, mart


def test_columns_that_are_missing_make_unknown_members(company: Replay) -> None:
    members = """
        select dimension, member, member_name, orders, order_lines, customers, units,
        revenue::varchar, revenue_share::float8, revenue_rank
        from segmentation.fct_sales_by_dimension where dimension not in ('deal_size', 'weekday')
        order by dimension
    """
    all_of_it = ("unknown", "unknown", 8, 10, 3, None, "610.00", 1, 1)
    assert company.rows(members) == [
        (dimension, *all_of_it)
        for dimension in ("country", "order_status", "product", "product_line")
    ]
    products = "select distinct product_id, product_name, product_line, units"
    assert company.rows(f"{products} from segmentation.fct_segment_products") == [
        ("unknown", None, "unknown", None)
    ]
    coverage = "select product_line, products_in_catalogue, sold_share, revenue::varchar"
    assert company.rows(f"{coverage} from segmentation.fct_catalogue_coverage order by 1") == [
        ("all", 0, None, "610.00"),
        ("unknown", 0, None, "610.00"),
    ]


def test_weekdays_have_their_names_and_their_order(company: Replay) -> None:
    by_name: dict[str, Decimal] = defaultdict(Decimal)
    for row in COMPANY:
        day = datetime.date.fromisoformat(row["ordered_at"])
        by_name[f"{day.isoweekday()} {day:%A}"] += Decimal(row["line_amount"])
    weekdays = """
        select member_order || ' ' || member, revenue
        from segmentation.fct_sales_by_dimension where dimension = 'weekday'
    """
    assert dict(company.rows(weekdays)) == by_name


def test_every_segment_with_customers_has_every_month(company: Replay) -> None:
    cells = """
        select scheme, segment, count(*), count(distinct month), min(month)::varchar
        from segmentation.fct_segment_sales_monthly group by all order by all
    """
    segments = company.rows(
        "select distinct scheme, segment from segmentation.fct_customer_segments order by all"
    )
    expected = [(*row, len(BY_HAND), len(BY_HAND), "2024-01-01") for row in segments]
    assert company.rows(cells) == expected != []


def test_members_of_the_demo_are_those_of_its_lines(demo: Build) -> None:
    """Count every member in Python: orders, lines, customers, units and revenue."""
    lines = demo.rows("""
        select customer_id, order_id, product_id, coalesce(lines.country, customers.country),
            deal_size, order_status, quantity, line_amount, is_counted, is_refund, ordered_on
        from segmentation.fct_order_lines as lines
        inner join segmentation.dim_customers as customers using (customer_id)
    """)
    line_of = dict(demo.rows("select product_id, product_line from segmentation.dim_products"))
    orders: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    sums: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, None, Decimal()])
    for customer, order, product, country, size, status, units, amount, *flags, day in lines:
        is_counted, is_refund = flags
        members = {"order_status": status}
        if is_counted:
            members |= {"country": country, "deal_size": size, "product": product}
            members |= {"product_line": line_of.get(product), "weekday": f"{day:%A}"}
        for dimension, member in members.items():
            key = (dimension, member or "unknown")
            if not is_refund:
                orders[key].add((customer, order))
            total = sums[key]
            total[0] += 1
            total[1] = total[1] if units is None else (total[1] or 0) + units
            total[2] += amount
    expected = {
        key: (len(orders[key]), len({customer for customer, _ in orders[key]}), *total)
        for key, total in sums.items()
    }
    found = demo.rows("""
        select dimension, member, orders, customers, order_lines, units, revenue
        from segmentation.fct_sales_by_dimension
    """)
    assert {row[:2]: row[2:] for row in found} == expected
    assert len(found) == len(expected) > 150


def test_eight_products_of_the_demo_were_never_sold(demo: Build) -> None:
    coverage = """
        select products_in_catalogue, products_sold, products_not_sold,
            products_sold_outside_catalogue, sold_share::varchar
        from segmentation.fct_catalogue_coverage where product_line = 'all'
    """
    sold = demo.one("""
        select count(*) from segmentation_demo.demo_products as products
        where exists (
            select 1 from segmentation.fct_order_lines as lines
            where lines.product_id = products.product_id
        )
    """)
    assert sold == 142
    assert demo.rows(coverage) == [(150, sold, 8, 0, "0.946667")]
