"""Seasons are found where they were planted, and none where there are none.

Companies are simulated, one order a day. What SQL says of them is compared with a plain
recomputation: regressions step by step, the incomplete beta function as a continued fraction.
"""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from math import exp, lgamma, log, log1p

import pytest

from dbt_runs import Build, line
from project_files import ROOT
from replay import Replay, query_of

STARTS_ON = date(2022, 1, 1)
YEARS = 3
DAYS = (date(STARTS_ON.year + YEARS, 1, 1) - STARTS_ON).days
MONTH_FACTORS = (0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 0.9, 0.8, 1.0, 1.2, 1.3, 1.5)
Series = list[float]


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularized incomplete beta function I_x(a, b), by Lentz's continued fraction.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8.
    """
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    value, ratio, inverse = 1.0, 1.0, 0.0
    for step in range(1000):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        inverse = 1 / (1 + term * inverse)
        ratio = 1 + term / ratio
        value *= ratio * inverse
        if abs(1 - ratio * inverse) < 1e-14:
            break
    scale = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(scale) * (value - 1) / a


def residuals(moments: Sequence[float], values: Sequence[float]) -> tuple[Series, float]:
    """Return what a straight line through the means leaves of the values, and its slope."""
    t_mean, y_mean = sum(moments) / len(moments), sum(values) / len(values)
    t = [moment - t_mean for moment in moments]
    y = [value - y_mean for value in values]
    slope = sum(a * b for a, b in zip(t, y, strict=True)) / sum(a * a for a in t)
    return [b - slope * a for a, b in zip(t, y, strict=True)], slope


def judge(values: Series, seasons: int) -> tuple[float, float, float, list[float]]:
    """Return the F statistic, its p-value, the strength and the seasonal indices of a series."""
    n, moments = len(values), list(range(len(values)))
    left_by_trend = sum(value * value for value in residuals(moments, values)[0])
    means = [sum(values[m::seasons]) / len(values[m::seasons]) for m in range(seasons)]
    middles = [sum(moments[m::seasons]) / len(moments[m::seasons]) for m in range(seasons)]
    left, slope = residuals(
        [t - middles[t % seasons] for t in moments],
        [value - means[t % seasons] for t, value in enumerate(values)],
    )
    left_by_seasons = sum(value * value for value in left)
    top, bottom = seasons - 1, n - seasons - 1
    statistic = (left_by_trend - left_by_seasons) / top / (left_by_seasons / bottom)
    chance = incomplete_beta(bottom / 2, top / 2, bottom / (bottom + top * statistic))
    strength = 1 - left_by_seasons / bottom / (left_by_trend / (n - 2))
    mean, middle = sum(values) / n, (n - 1) / 2
    indices = [
        (season_mean - slope * (season_middle - middle)) / mean
        for season_mean, season_middle in zip(means, middles, strict=True)
    ]
    return statistic, chance, max(strength, 0.0), indices


def decompose(values: Series, seasons: int) -> tuple[float, float, float, float, list[float]]:
    """Return how much ratios leave of what differences leave, and what `judge` does, by ratios.

    As R's decompose(): a centred moving average, the outermost of twelve months by half. One-way
    analysis of variance of the ratios is the F test for stable seasonality of X-11.
    """
    half, n = seasons // 2, len(values)
    weights = [1 / seasons] * seasons
    if seasons % 2 == 0:
        weights = [0.5 / seasons, *weights[1:], 0.5 / seasons]
    kept = range(half, half + seasons * (n // seasons - 1))
    trend = {
        t: sum(a * b for a, b in zip(weights, values[t - half : t + half + 1], strict=True))
        for t in kept
    }
    means = {}
    kinds = {"ratio": lambda t: values[t] / trend[t], "gap": lambda t: values[t] - trend[t]}
    for name, of in kinds.items():
        for m in range(seasons):
            found = [of(t) for t in kept if t % seasons == m]
            means[name, m] = sum(found) / len(found)
    left = sum((values[t] - trend[t] * means["ratio", t % seasons]) ** 2 for t in kept)
    left_by_gaps = sum((values[t] - trend[t] - means["gap", t % seasons]) ** 2 for t in kept)
    ratios = [values[t] / trend[t] for t in kept]
    mean = sum(ratios) / len(ratios)
    all_squares = sum((ratio - mean) ** 2 for ratio in ratios)
    squares = sum((values[t] / trend[t] - means["ratio", t % seasons]) ** 2 for t in kept)
    top, bottom = seasons - 1, len(ratios) - seasons
    statistic = (all_squares - squares) / top / (squares / bottom)
    chance = incomplete_beta(bottom / 2, top / 2, bottom / (bottom + top * statistic))
    strength = 1 - squares / bottom / (all_squares / (len(ratios) - 1))
    indices = [means["ratio", m] / mean for m in range(seasons)]
    return left / left_by_gaps, statistic, chance, max(strength, 0.0), indices


def simulate(
    seed: int, growth: float = 1.0, factors: Sequence[float] = (1.0,) * 12, spread: float = 0.5
) -> dict[date, int]:
    """Return revenue by day, in cents; `growth` is by month, `spread` the deviation of a day."""
    chance = random.Random(seed)
    days = [STARTS_ON + timedelta(number) for number in range(DAYS)]
    return {
        day: max(
            1,
            round(
                100_000
                * factors[day.month - 1]
                * growth ** (12 * (day.year - STARTS_ON.year) + day.month - 1)
                * chance.gauss(1, spread)
            ),
        )
        for day in days
    }


COMPANIES = {
    "seasons": partial(simulate, 1, growth=1.02, factors=MONTH_FACTORS),
    "swelling": partial(simulate, 4, growth=1.06, factors=MONTH_FACTORS, spread=0.1),
    "noise": partial(simulate, 2),
    "growth": partial(simulate, 3, growth=1.05),
}


@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran for seasons, to be run on other lines."""
    return Replay(small, ["fct_seasonality"])


@contextmanager
def company(replay: Replay, name: str) -> Iterator[tuple[dict[date, int], Replay]]:
    """Build what is said of the seasons of a company; give its revenue by day too."""
    sales = COMPANIES[name]()
    lines = [
        line(str(number), f"C{number % 7}", day.isoformat(), f"{cents / 100:.2f}")
        for number, (day, cents) in enumerate(sales.items())
    ]
    with replay.of(lines):
        yield sales, replay


def series(sales: dict[date, int], period: str, first: date, last: date) -> Series:
    """Return the revenue of the months, or days, from the first to the last day."""
    kept = {day: cents for day, cents in sales.items() if first <= day <= last}
    if period == "day_of_week":
        return [float(cents) for cents in kept.values()]
    months: dict[tuple[int, int], float] = {}
    for day, cents in kept.items():
        months[day.year, day.month] = months.get((day.year, day.month), 0) + cents
    return list(months.values())


VERDICTS = """
    select period, seasons, observed_from, observed_to, form, statistic, p_value, strength
    from segmentation.fct_seasonality
"""
INDICES = """
    select period, seasonal_index from segmentation_work.int_season_fits order by period, season
"""


@pytest.mark.parametrize("name", COMPANIES)
def test_sql_and_a_plain_recomputation_agree(replay: Replay, name: str) -> None:
    with company(replay, name) as (sales, result):
        found = result.rows(VERDICTS)
        indices = result.rows(INDICES)
    assert len(found) == 2
    for period, seasons, first, last, form, *figures in found:
        values = series(sales, period, first, last)
        left, *by_ratios = decompose(values, seasons)
        assert form == ("multiplicative" if left < 0.9 else "additive"), (name, period, left)
        statistic, chance, strength, expected = by_ratios if left < 0.9 else judge(values, seasons)
        assert [float(figure) for figure in figures] == pytest.approx(
            [statistic, chance, strength], rel=1e-6, abs=1e-4
        )
        assert float(figures[1]) == pytest.approx(chance, abs=1.5e-6)
        shown = [float(index) for of, index in indices if of == period]
        assert shown == pytest.approx(expected, abs=1e-4)


# passengers of airlines by month, thousands (Box and Jenkins 1970), and what R 4 prints of
# decompose(AirPassengers, type = "multiplicative")$figure
PASSENGERS = """
    112 118 132 129 121 135 148 148 136 119 104 118 115 126 141 135 125 149 170 170 158 133 114 140
    145 150 178 163 172 178 199 199 184 162 146 166 171 180 193 181 183 218 230 242 209 191 172 194
    196 196 236 235 229 243 264 272 237 211 180 201 204 188 235 227 234 264 302 293 259 229 203 229
    242 233 267 269 270 315 364 347 312 274 237 278 284 277 317 313 318 374 413 405 355 306 271 306
    315 301 356 348 355 422 465 467 404 347 305 336 340 318 362 348 363 435 491 505 404 359 310 337
    360 342 406 396 420 472 548 559 463 407 362 405 417 391 419 461 472 535 622 606 508 461 390 432
"""
FIGURES = (
    0.9102304, 0.8836253, 1.0073663, 0.9759060, 0.9813780, 1.1127758,
    1.2265555, 1.2199110, 1.0604919, 0.9217572, 0.8011781, 0.8988244,
)


def test_a_published_decomposition_is_reached_to_every_digit(replay: Replay) -> None:
    lines = [
        line(str(n), "C", f"{1949 + n // 12}-{n % 12 + 1:02}-01", passengers)
        for n, passengers in enumerate(PASSENGERS.split())
    ]
    # the last month is complete
    lines.append(line("last", "C", "1960-12-31", "0"))
    query = """
        select seasonal_index::double from segmentation_work.int_season_fits
        where period = 'month_of_year' order by season
    """
    columns = """
        verdict, form, peak_season, peak_index::double, peak_cycles_above, low_cycles_below, cycles,
        form_reason, statistic::double, strength::double
    """
    with replay.on(query_of(lines, {})) as built:
        assert [row[0] for row in built.execute(query).fetchall()] == list(FIGURES)
        [(*found, reason, statistic, strength)] = built.execute(
            f"select {columns} from segmentation.fct_seasonality where period = 'month_of_year'"
        ).fetchall()
    assert found == ["seasonal", "multiplicative", 7, 1.2266, 12, 12, 12]
    assert "grows with the level: ratios to the moving average leave 26.4 % of" in reason
    left, *judged = decompose([float(n) for n in PASSENGERS.split()], 12)
    assert left == pytest.approx(0.2637, abs=5e-5)
    assert [statistic, strength] == pytest.approx([judged[0], judged[2]], rel=1e-6, abs=5e-5)


def verdict(result: Build | Replay, period: str) -> tuple[str, int, int]:
    query = "select verdict, peak_season, low_season from segmentation.fct_seasonality"
    [row] = result.rows(f"{query} where period = '{period}'")
    return row


def test_planted_months_are_found_under_a_trend(replay: Replay) -> None:
    with company(replay, "seasons") as (_, result):
        found, peak, low = verdict(result, "month_of_year")
        assert (found, peak) == ("seasonal", 12) and low in (1, 2, 8)
        assert verdict(result, "day_of_week")[0] == "not seasonal"


@pytest.mark.parametrize("name", ["noise", "growth"])
def test_noise_and_growth_are_no_seasons(replay: Replay, name: str) -> None:
    with company(replay, name) as (_, result):
        for period in ("month_of_year", "day_of_week"):
            assert verdict(result, period)[0] == "not seasonal", period


def test_planted_months_of_the_demo_are_found(demo: Build) -> None:
    fixture = ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
    factors = json.loads(fixture.read_text(encoding="utf-8"))["month_factors"]
    found, peak, _ = verdict(demo, "month_of_year")
    assert found == "seasonal"
    assert peak in [month for month, factor in enumerate(factors, 1) if factor >= 1.4]
    query = """
        select seasonal_index from segmentation_work.int_season_fits
        where period = 'month_of_year' order by season
    """
    indices = [float(index) for (index,) in demo.rows(query)]
    middle = sum(factors) / 12
    assert indices == pytest.approx([factor / middle for factor in factors], abs=0.2)
