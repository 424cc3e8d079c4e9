"""Customer lifetime value is that of the literature: its data, its figures, its formulas.

The CDNOW sample (Fader, Hardie and Lee 2005, 2,357 customers) comes with the package `lifetimes`,
of which only files are used. Formulas are worked out again with mpmath, in 30 digits and by the
hypergeometric function, which the SQL has no use for.
"""

import math
import random
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import mpmath
import pytest

import value_coverage
from dbt_runs import Build, Line, line
from project_files import ROOT
from replay import Replay

Customer = tuple[int, int, int]

ENDS_ON = "1997-09-30"
MARTS = ("fct_customer_lifetime_value", "fct_lifetime_value_model", "fct_lifetime_value_backtest")
MODELS = """
    select model, parameter, value, reason_not_fitted from segmentation.fct_lifetime_value_model
"""
# what a fit of purchases is made of
FIT = ("int_purchase_terms", "int_purchase_fits")
SUMMARIES = """
    select frequency, recency_days, age_days from segmentation_work.int_purchase_summaries
    where fit = 'current'
"""


def data_file(name: str) -> Path:
    """Return a file of the package, which need not be importable for it."""
    [folder] = find_spec("lifetimes").submodule_search_locations
    return Path(folder) / "datasets" / name


def transactions() -> list[Line]:
    """Return CDNOW as order lines."""
    text = data_file("CDNOW_sample.txt").read_text()
    rows = [row.split() for row in text.splitlines()]
    return [
        line(str(number), customer, f"{day[:4]}-{day[4:6]}-{day[6:]}", amount)
        for number, (_, customer, day, _, amount) in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def cdnow(small: Build) -> Iterator[Replay]:
    """CDNOW up to the day that the papers fit to."""
    lines = [row for row in transactions() if row["ordered_at"] <= ENDS_ON]
    with Replay(small, MARTS).of(lines) as built:
        yield built


def test_published_figures_are_found_in_weeks(cdnow: Replay) -> None:
    """MBG/NBD as Hoppe and Wagner 2007 and BTYDplus print it, BG/NBD as BTYD does.

    Of BG/NBD r and the log-likelihood agree to the last digit. BTYD prints 4.4136019, 0.7929199
    and 2.4258881 for alpha, a and b, where its search stopped; from there a step still leads up.
    """
    cdnow.connection.execute("""
        create table int_purchase_summaries as
        select * replace (recency_days / 7.0 as recency_days, age_days / 7.0 as age_days)
        from segmentation_work.int_purchase_summaries where fit = 'current';
        create table int_fit_samples as
        select 'current' as fit, model, null::varchar as reason_not_fitted, count(*) as customers,
            avg(age_days) as scale
        from int_purchase_summaries, (values ('mbg_nbd'), ('bg_nbd'), ('nbd')) as models (model)
        group by model
    """)
    value_coverage.build(cdnow.connection, cdnow.target, FIT)
    rows = cdnow.rows(
        "select model, r, alpha, a, b, log_likelihood::double, reason_not_fitted "
        "from int_purchase_fits"
    )
    found = {model: values for model, *values in rows}
    assert found["mbg_nbd"][5] is found["bg_nbd"][5] is None
    mbg, bg = found["mbg_nbd"], found["bg_nbd"]
    assert [round(value, 3) for value in mbg[:4]] == [0.525, 6.183, 0.891, 1.614]
    assert [round(bg[0], 7), round(bg[4], 3)] == [0.2425945, -9582.429]
    assert bg[1:4] == pytest.approx([4.4136019, 0.7929199, 2.4258881], rel=1e-5)
    histories = [(x, tx / 7, age / 7) for x, tx, age in cdnow.rows(SUMMARIES)]
    printed = [math.log(value) for value in (0.2425945, 4.4136019, 0.7929199, 2.4258881)]
    top = log_likelihood(histories, [math.log(value) for value in bg[:4]])
    assert 0 < top - log_likelihood(histories, printed) < 1e-8


def test_spending_has_the_published_figures(cdnow: Replay) -> None:
    """Fader and Hardie 2013, of the 946 customers who came back.

    Those who find 15.45 for v start from averages that are rounded to cents.
    """
    rows = cdnow.rows(MODELS)
    assert all(reason is None for *_, reason in rows)
    found = {name: round(float(value), 2) for model, name, value, _ in rows if model[0] == "g"}
    assert found == {"p": 6.25, "q": 3.74, "v": 15.44}
    assert cdnow.rows(
        "select any_value(customers), any_value(log_likelihood)::decimal(18, 4)::varchar "
        "from segmentation.fct_lifetime_value_model where model = 'gamma_gamma'"
    ) == [(946, "-4055.9177")]


def alive(x: int, chances: int, tx: int, age: int, r: Any, alpha: Any, a: Any, b: Any) -> Any:
    """Fader and Hardie 2008 for as many chances to leave as x, Batislam and others for one more."""
    if not chances:
        return mpmath.mpf(1)
    return 1 / (1 + a / (b + chances - 1) * ((alpha + age) / (alpha + tx)) ** (r + x))


def orders(t: int, x: int, chances: int, age: int, r: Any, alpha: Any, a: Any, b: Any) -> Any:
    """Fader, Hardie and Lee 2005, equation 10, without its denominator, b + chances for b + x."""
    reach = alpha + age + t
    series = mpmath.hyp2f1(r + x, b + chances, a + b + chances - 1, t / reach)
    share = 1 - ((alpha + age) / reach) ** (r + x) * series
    return (a + b + chances - 1) / (a - 1) * share


def test_the_integral_holds_at_the_edges(cdnow: Replay) -> None:
    """Where a is one the published formula divides by zero; far and near horizons, rare leavers."""
    worst = 0.0
    for r, alpha, a, b in [
        (0.65, 38.0, 1.0, 9.0),
        (0.2, 5.0, 0.05, 0.3),
        (3.0, 700.0, 40.0, 2.0),
        (0.5, 0.4, 250.0, 900.0),
    ]:
        cases = [(x, age) for x in (0, 1, 7, 60, 250) for age in (0, 90, 3000) if age >= x]
        with duckdb.connect() as connection:
            connection.execute(f"""
                create table int_fits_chosen as
                select 'x' as fit, 'bg_nbd' as model, true as is_chosen, {r}::double as r,
                    {alpha}::double as alpha, {a}::double as a, {b}::double as b,
                    null as reason_not_fitted;
                create table int_fit_dates as select 'x' as fit, 365 as horizon_days;
                create table int_purchase_summaries (fit varchar, frequency int, age_days int)
            """)
            connection.executemany("insert into int_purchase_summaries values ('x', ?, ?)", cases)
            value_coverage.build(
                connection, cdnow.target, ("int_dropout_nodes", "int_orders_ahead")
            )
            found = connection.execute(
                "select frequency, age_days, ends_after, orders from int_orders_ahead"
            ).fetchall()
        assert len(found) == 13 * len(cases)
        with mpmath.workdps(40):
            # the limit at one, from so near that nothing changes
            nearly = mpmath.mpf(a) + mpmath.mpf("1e-20")
            model = [mpmath.mpf(r), mpmath.mpf(alpha), nearly, mpmath.mpf(b)]
            for x, age, t, number in found:
                worst = max(worst, float(abs(number / orders(t, x, x, age, *model) - 1)))
    assert worst < 1e-9


def log_likelihood(histories: list[Customer], logs: list[float], first: int = 0) -> float:
    """BG/NBD as Fader, Hardie and Lee write it (equation 6), with logarithms of the parameters.

    `first` is 1 for MBG/NBD, in which the first purchase is a chance to leave as well.
    """
    r, alpha, a, b = (math.exp(value) for value in logs)
    total = 0.0
    for x, tx, age in histories:
        times = x + first
        stays = math.lgamma(a + b) + math.lgamma(b + times)
        stays -= math.lgamma(b) + math.lgamma(a + b + times)
        here = -(r + x) * math.log(alpha + age)
        gone = -math.inf
        if times:
            gone = math.log(a / (b + times - 1)) - (r + x) * math.log(alpha + tx)
        larger = max(here, gone)
        total += math.lgamma(r + x) - math.lgamma(r) + r * math.log(alpha) + stays + larger
        total += math.log(math.exp(here - larger) + math.exp(gone - larger))
    return total


def spending_log_likelihood(spent: list[tuple[int, float]], logs: list[float]) -> float:
    """Fader and Hardie 2013, equation 1a, of numbers of purchases and what they brought in all."""
    p, q, v = (math.exp(value) for value in logs)
    return sum(
        math.lgamma(p * x + q) - math.lgamma(p * x) - math.lgamma(q) + q * math.log(v)
        + (p * x - 1) * math.log(total) - (p * x + q) * math.log(v + total)
        for x, total in spent
    )


def covariance(function: Callable[[list[float]], float], logs: list[float]) -> Any:
    """Return that of the estimator: the inverse of what the likelihood curves by."""
    step, size = 0.01, len(logs)

    def at(*moves: tuple[int, float]) -> float:
        moved = list(logs)
        for place, move in moves:
            moved[place] += move
        return function(moved)

    curvature = mpmath.matrix(size, size)
    for i in range(size):
        for j in range(i + 1):
            second = sum(
                s * t * at((i, s * step), (j, t * step)) for s in (1, -1) for t in (1, -1)
            ) / (4 * step * step)
            curvature[i, j] = curvature[j, i] = -second
    return curvature**-1


def width(function: Callable[[list[float]], float], logs: list[float], errors: Any) -> float:
    """Return half of the 90 % interval of a function of the parameters, by the delta method."""
    step, size = 1e-4, len(logs)
    slopes = [
        (function([value + step * (i == k) for i, value in enumerate(logs)])
         - function([value - step * (i == k) for i, value in enumerate(logs)])) / (2 * step)
        for k in range(size)
    ]
    squared = sum(
        slopes[i] * errors[i, j] * slopes[j] for i in range(size) for j in range(size)
    )
    return 1.6448536269514722 * math.sqrt(squared)


def test_intervals_are_those_of_the_delta_method(demo: Build) -> None:
    """Second derivatives of the likelihood and slopes of the formulas, both by differences."""
    [(name, *fitted)] = demo.rows(
        "select model, ln(r), ln(alpha), ln(a), ln(b) from segmentation_work.int_fits_chosen "
        "where fit = 'current' and is_chosen"
    )
    assert name == "mbg_nbd"
    [spending] = demo.rows(
        "select ln(p), ln(q), ln(v) from segmentation_work.int_spending_fits where fit = 'current'"
    )
    histories = demo.rows(SUMMARIES)
    spent = demo.rows(
        "select valued_days, value_of_days::double from segmentation_work.int_purchase_summaries "
        "where fit = 'current' and valued_days > 0"
    )
    errors = covariance(lambda logs: log_likelihood(histories, logs, 1), fitted)
    of_spending = covariance(lambda logs: spending_log_likelihood(spent, logs), list(spending))
    names = ("probability_alive", "expected_orders", "expected_order_value", "lifetime_value")
    ends = ", ".join(f"{name}_low::double, {name}_high::double" for name in names)
    rows = demo.rows(f"""
        select frequency, recency_days, age_days, valued_days, value_of_days::double, {ends}
        from segmentation_work.int_customer_values
        inner join segmentation_work.int_purchase_summaries
        using (fit, customer_id, frequency, recency_days, age_days)
        where fit = 'current' and probability_alive between 0.01 and 0.99 order by all
    """)
    for x, tx, age, days, total, *found in random.Random(2).sample(rows, 12):

        def odds(logs: list[float], x: int = x, tx: int = tx, age: int = age) -> float:
            chance = alive(x, x + 1, tx, age, *map(math.exp, logs))
            return float(mpmath.log(chance / (1 - chance)))

        def ahead(logs: list[float], x: int = x, tx: int = tx, age: int = age) -> float:
            model = [mpmath.exp(value) for value in logs]
            return float(
                mpmath.log(alive(x, x + 1, tx, age, *model) * orders(365, x, x + 1, age, *model))
            )

        def value(logs: list[float], days: int = days, total: float = total) -> float:
            p, q, v = map(math.exp, logs)
            return math.log(p * (v + total) / (p * days + q - 1))

        widths = [
            width(odds, fitted, errors),
            width(ahead, fitted, errors),
            width(value, list(spending), of_spending),
        ]
        half = [
            math.log(found[1] / (1 - found[1]) * (1 - found[0]) / found[0]) / 2,
            *(math.log(found[k + 1] / found[k]) / 2 for k in (2, 4, 6)),
        ]
        # numbers of six places, and a curvature by differences
        # widths are worked out to a thousandth, of which half is lost or won
        found = pytest.approx([*widths, math.hypot(*widths[1:])], rel=0.005, abs=0.0006)
        assert half == found


ALIKE = "all orders are alike"
LOYAL = "nobody can be told to have left: too few long silences"


def test_the_backtest_knows_nothing_of_the_days_after(demo: Build) -> None:
    """Without the lines of these days the same is expected of the same customers."""
    query = """
        select customer_id, frequency, probability_alive
        from segmentation_work.int_customer_values where fit = '{}' order by all
    """
    ends_on = demo.one(
        "select ends_on from segmentation_work.int_fit_dates where fit = 'calibration'"
    )
    later = "delete from segmentation_demo.demo_order_lines where left(ordered_at, 10) > '{}'"
    replay = Replay(demo, ["int_customer_values"])
    with replay.on(changes=later.format(ends_on)):
        then = replay.rows(query.format("current"))
    assert then == demo.rows(query.format("calibration"))
    assert len(then) > 800


def test_a_flat_subscription_is_worth_its_price_times_its_rate(small: Build) -> None:
    """200 customers pay 9.99 on one day of each of twelve months, and nobody leaves."""
    lines = [
        line(
            f"S{customer}-{month}", f"c{customer:03}",
            f"1997-{month:02}-{1 + customer * 7 % 28:02}", "9.99",
        )
        for customer in range(1, 201)
        for month in range(1, 13)
    ]
    with Replay(small, MARTS).of(lines) as result:
        found = {model: reason for model, _, _, reason in result.rows(MODELS)}
        assert found == {
            "mbg_nbd": LOYAL, "bg_nbd": LOYAL, "nbd": None, "gamma_gamma": ALIKE,
        }
        assert result.rows(
            "select distinct model from segmentation.fct_lifetime_value_model where is_chosen"
        ) == [("nbd",)]
        # some day of the week is missing to all of them at the start: by their own ages
        rate = result.one(f"select 365.0 * sum(frequency) / sum(age_days) from ({SUMMARIES})")
        [(customers, reason, least, most, surely, *found_values)] = result.rows("""
            select count(*), min(reason), min(expected_order_value_low)::double,
                max(expected_order_value_high)::double, min(probability_alive)::double,
                min(expected_orders)::double, max(expected_orders)::double,
                min(lifetime_value)::double, max(lifetime_value)::double
            from segmentation.fct_customer_lifetime_value
            where lifetime_value_low < lifetime_value and lifetime_value < lifetime_value_high
        """)
    assert (customers, reason, least, most, surely) == (200, ALIKE, 9.99, 9.99, 1)
    fewest, orders_at_most, lowest, highest = found_values
    assert 11 < fewest <= rate + 0.01 and rate - 0.01 <= orders_at_most < 13
    # half a year's discount at 10 % a year, more or less
    assert lowest == pytest.approx(fewest * 9.99 / 1.1**0.5, rel=0.01)
    assert highest == pytest.approx(orders_at_most * 9.99 / 1.1**0.5, rel=0.01)


def test_intervals_hold_the_truth_of_companies_drawn(cdnow: Replay) -> None:
    """Nine in ten; half or double their width would be six or all. 200 companies: DECISIONS.md."""
    found = value_coverage.coverage(
        value_coverage.intervals(cdnow.target, "mbg_nbd", companies=16, customers=400, seed=3)
    )
    assert len(found) == 6
    assert {name: share for name, share in found.items() if not 0.75 <= share <= 0.98} == {}


def test_the_readme_says_what_the_backtest_says(demo: Build) -> None:
    names = {
        "all": "all {}", "0": "no repeat purchase, {}", "3-4": "3 to 4 repeat purchases, {}",
        "10+": "10 and more, {}",
    }
    rows = demo.rows(
        "select group_name, customers, predicted_orders, actual_orders, orders_error, "
        "predicted_error, repeated_error, predicted_miss_per_customer, repeated_miss_per_customer "
        "from segmentation.fct_lifetime_value_backtest where group_kind <> 'segment'"
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shares = "| {:+.1%} | {:+.1%} | {:+.1%} | {:,.0f} | {:,.0f} |"
    said = [
        f"| {names[group].format(customers)} | {predicted:,.0f} | {actual:,} "
        + shares.format(*errors).replace("%", " %")
        for group, customers, predicted, actual, *errors in rows
        if group in names
    ]
    assert len(said) == len(names)
    assert [row for row in said if row not in readme] == []
