"""Customer lifetime value is that of the literature: its data, its figures, its formulas."""

import itertools
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import mpmath
import pytest

import value_coverage
from dbt_runs import Build, line
from project_files import ROOT
from replay import Replay

Customer = tuple[int, int, int]

MARTS = ("fct_customer_lifetime_value", "fct_lifetime_value_model", "fct_lifetime_value_backtest")
SUMMARIES = """
    select frequency, recency_days, age_days from segmentation_work.int_purchase_summaries
    where fit = 'current'
"""


@pytest.fixture(scope="module")
def cdnow(small: Build) -> Iterator[Replay]:
    """CDNOW (Fader, Hardie and Lee 2005) up to the day that the papers fit to."""
    [folder] = find_spec("lifetimes").submodule_search_locations
    text = Path(folder, "datasets", "CDNOW_sample.txt").read_text()
    rows = [
        (customer, f"{day[:4]}-{day[4:6]}-{day[6:]}", amount)
        for _, customer, day, _, amount in map(str.split, text.splitlines())
    ]
    lines = [line(str(n), *row) for n, row in enumerate(rows) if row[1] <= "1997-09-30"]
    with Replay(small, MARTS).of(lines) as built:
        yield built


def test_published_figures_are_found_in_weeks(cdnow: Replay) -> None:
    """MBG/NBD as Hoppe and Wagner 2007 and BTYDplus print it, BG/NBD as BTYD does."""
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
    fit = ("int_purchase_terms", "int_purchase_fits")
    value_coverage.build(cdnow.connection, cdnow.target, fit)
    rows = cdnow.rows(
        "select model, r, alpha, a, b, log_likelihood::double, reason_not_fitted "
        "from int_purchase_fits"
    )
    found = {model: values for model, *values in rows}
    mbg, bg = found["mbg_nbd"], found["bg_nbd"]
    assert mbg[5] is bg[5] is None
    assert [round(value, 3) for value in mbg[:4]] == [0.525, 6.183, 0.891, 1.614]
    assert [round(bg[0], 7), round(bg[4], 3)] == [0.2425945, -9582.429]
    # where the search of BTYD stopped; from there a step still leads up
    assert bg[1:4] == pytest.approx([4.4136019, 0.7929199, 2.4258881], rel=1e-5)


def test_spending_has_the_published_figures(cdnow: Replay) -> None:
    """Fader and Hardie 2013, of the 946 customers who came back."""
    rows = cdnow.rows(
        "select parameter, round(value, 2)::double, customers, log_likelihood::decimal(18, 4) "
        "from segmentation.fct_lifetime_value_model where model = 'gamma_gamma'"
    )
    # those who find 15.45 for v start from averages that are rounded to cents
    assert {name: value for name, value, *_ in rows} == {"p": 6.25, "q": 3.74, "v": 15.44}
    assert {tuple(others) for _, _, *others in rows} == {(946, Decimal("-4055.9177"))}


def orders(t: int, x: int, chances: int, age: int, r: Any, alpha: Any, a: Any, b: Any) -> Any:
    """Fader, Hardie and Lee 2005, equation 10, without its denominator, b + chances for b + x."""
    reach = alpha + age + t
    series = mpmath.hyp2f1(r + x, b + chances, a + b + chances - 1, t / reach)
    share = 1 - ((alpha + age) / reach) ** (r + x) * series
    return (a + b + chances - 1) / (a - 1) * share


def test_the_integral_holds_at_the_edges(cdnow: Replay) -> None:
    """Where a is one the published formula divides by zero; far and near horizons, rare leavers."""
    models = [
        (0.65, 38.0, 1.0, 9.0), (0.2, 5.0, 0.05, 0.3), (3.0, 700.0, 40.0, 2.0),
        (0.5, 0.4, 250.0, 900.0),
    ]
    cases = [(x, age) for x in (0, 1, 7, 60, 250) for age in (0, 90, 3000) if age >= x]
    fits = ", ".join(f"({n}, {r}e0, {s}e0, {a}e0, {b}e0)" for n, (r, s, a, b) in enumerate(models))
    with duckdb.connect() as connection:
        connection.execute(f"""
            create table int_fits_chosen as
            select *, 'bg_nbd' as model, true as is_chosen, null as reason_not_fitted
            from (values {fits}) as fits (fit, r, alpha, a, b);
            create table int_fit_dates as select fit, 365 as horizon_days from int_fits_chosen;
            create table int_purchase_summaries as select fit, frequency, age_days
            from int_fits_chosen, (values {str(cases)[1:-1]}) as cases (frequency, age_days)
        """)
        value_coverage.build(connection, cdnow.target, ("int_dropout_nodes", "int_orders_ahead"))
        found = connection.execute(
            "select fit, frequency, age_days, ends_after, orders, growth_by_r, growth_by_alpha, "
            "growth_by_a, growth_by_b from int_orders_ahead"
        ).fetchall()
    assert len(found) == 13 * len(models) * len(cases)
    with mpmath.workdps(40):
        for fit, x, age, t, number, *growths in found:
            # the limit at one, from so near that nothing changes
            r, alpha, a, b = map(mpmath.mpf, models[fit])
            model = [r, alpha, a + mpmath.mpf("1e-20"), b]
            known = orders(t, x, x, age, *model)
            assert abs(number / known - 1) < 1e-9, (models[fit], x, age, t)
            # how it grows with each parameter, on logarithms
            for place, growth in enumerate(growths if t == 365 else ()):
                model[place] *= mpmath.exp("1e-12")
                grown = mpmath.log(orders(t, x, x, age, *model) / known) / mpmath.mpf("1e-12")
                model[place] /= mpmath.exp("1e-12")
                assert abs(growth - grown) < 1e-5, (models[fit], x, age, place)


def log_likelihood(histories: list[Customer], logs: list[float], first: int = 0) -> float:
    """BG/NBD as Fader, Hardie and Lee write it (equation 6), with logarithms of the parameters."""
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


def test_errors_are_those_that_the_likelihoods_curve_by(demo: Build) -> None:
    """What becomes of them in an interval, unit tests work out by hand."""
    histories = demo.rows(SUMMARIES)
    spent = demo.rows(
        "select valued_days, value_of_days::double from segmentation_work.int_purchase_summaries "
        "where fit = 'current' and valued_days > 0"
    )
    chosen = "int_fits_chosen where is_chosen and model = 'mbg_nbd' and fit = 'current'"
    for names, fit, likelihood in (
        (("r", "alpha", "a", "b"), chosen, lambda logs: log_likelihood(histories, logs, 1)),
        (("p", "q", "v"), "int_spending_fits where fit = 'current'",
         lambda logs: spending_log_likelihood(spent, logs)),
    ):
        size = len(names)
        columns = [f"ln({name})" for name in names]
        columns += [f"error_{k}_{name}" for k in range(1, size + 1) for name in names]
        [row] = demo.rows(f"select {', '.join(columns)} from segmentation_work.{fit}")
        errors = mpmath.matrix([row[size * k : size * (k + 1)] for k in range(1, size + 1)])
        known = covariance(likelihood, list(row[:size]))
        off = errors.T * errors - known
        for i, j in itertools.product(range(size), repeat=2):
            assert abs(off[i, j]) < 0.003 * math.sqrt(known[i, i] * known[j, j]), (names, i, j)


def test_the_backtest_knows_nothing_of_the_days_after(demo: Build) -> None:
    """Without the lines of these days the same is expected of the same customers."""
    query = """
        select customer_id, frequency, probability_alive
        from segmentation_work.int_customer_values where fit = '{}' order by all
    """
    fits = "select ends_on from segmentation_work.int_fit_dates where fit = 'calibration'"
    later = "delete from segmentation_demo.demo_order_lines where left(ordered_at, 10) > '{}'"
    replay = Replay(demo, ["int_customer_values"])
    with replay.on(changes=later.format(demo.one(fits))):
        then = replay.rows(query.format("current"))
    assert then == demo.rows(query.format("calibration"))
    assert len(then) > 800


def test_a_flat_subscription_is_worth_its_price_times_its_rate(small: Build) -> None:
    """200 customers pay 9.99 on one day of each of twelve months, and nobody leaves."""
    lines = [
        line(f"S{who}-{month}", f"c{who:03}", f"1997-{month:02}-{1 + who * 7 % 28:02}", "9.99")
        for who in range(1, 201)
        for month in range(1, 13)
    ]
    models = "select distinct {} from segmentation.fct_lifetime_value_model"
    loyal = "nobody can be told to have left: too few long silences"
    alike = "all orders are alike"
    with Replay(small, MARTS).of(lines) as result:
        assert dict(result.rows(models.format("model, reason_not_fitted"))) == {
            "mbg_nbd": loyal, "bg_nbd": loyal, "nbd": None, "gamma_gamma": alike,
        }
        assert result.rows(models.format("model") + " where is_chosen") == [("nbd",)]
        # some day of the week is missing to all of them at the start: by their own ages
        rate = result.one(f"select 365.0 * sum(frequency) / sum(age_days) from ({SUMMARIES})")
        [(*found, fewest, most, lowest, highest)] = result.rows("""
            select count(*), min(reason), min(expected_order_value_low)::double,
                max(expected_order_value_high)::double, min(probability_alive)::double,
                min(expected_orders)::double, max(expected_orders)::double,
                min(lifetime_value)::double, max(lifetime_value)::double
            from segmentation.fct_customer_lifetime_value
            where lifetime_value_low < lifetime_value and lifetime_value < lifetime_value_high
        """)
    assert found == [200, alike, 9.99, 9.99, 1]
    assert 11 < fewest <= rate + 0.01 and rate - 0.01 <= most < 13
    # half a year's discount at 10 % a year, more or less
    bounds = [number * 9.99 / 1.1**0.5 for number in (fewest, most)]
    assert [lowest, highest] == pytest.approx(bounds, rel=0.01)


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
    shown = " | {:,.0f} | {:,} | {:+.1%} | {:+.1%} | {:+.1%} | {:,.0f} | {:,.0f} |"
    said = [
        f"| {names[group].format(customers)}" + shown.format(*figures).replace("%", " %")
        for group, customers, *figures in rows
        if group in names
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(said) == len(names)
    assert [row for row in said if row not in readme] == []
