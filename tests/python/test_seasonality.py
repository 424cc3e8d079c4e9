"""Seasons are found where they were planted, and none where there are none."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from dbt_runs import Build, line
from replay import Replay

STARTS_ON = date(2022, 1, 1)
YEARS = 3
DAYS = (date(STARTS_ON.year + YEARS, 1, 1) - STARTS_ON).days
INDICES = """
    select seasonal_index::double from segmentation_work.int_season_fits
    where period = 'month_of_year' order by season
"""
MONTH_FACTORS = (0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 0.9, 0.8, 1.0, 1.2, 1.3, 1.5)


def simulate(
    seed: int, growth: float = 1.0, factors: Sequence[float] = (1.0,) * 12, spread: float = 0.5
) -> dict[date, int]:
    """Return revenue by day, in cents; `growth` is by month, `spread` the deviation of a day."""
    chance = random.Random(seed)
    days = [STARTS_ON + timedelta(number) for number in range(DAYS)]
    months = {day: 12 * (day.year - STARTS_ON.year) + day.month - 1 for day in days}
    usual = {day: 100_000 * factors[day.month - 1] * growth ** months[day] for day in days}
    return {day: max(1, round(usual[day] * chance.gauss(1, spread))) for day in days}


COMPANIES = {
    "seasons": {"seed": 1, "growth": 1.02, "factors": MONTH_FACTORS},
    "noise": {"seed": 2},
    "growth": {"seed": 3, "growth": 1.05},
}


@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran for seasons, to be run on other lines."""
    return Replay(small, ["fct_seasonality"])


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
    columns = "verdict, form, peak_season, peak_index::double, peak_cycles_above, low_cycles_below"
    with replay.of(lines):
        assert [row[0] for row in replay.rows(INDICES)] == list(FIGURES)
        [(*found, reason)] = replay.rows(
            f"select {columns}, cycles, form_reason from segmentation.fct_seasonality "
            "where period = 'month_of_year'"
        )
    assert found == ["seasonal", "multiplicative", 7, 1.2266, 12, 12, 12]
    assert "grows with the level: ratios to the moving average leave 26.4 % of" in reason


def verdict(result: Replay, period: str) -> tuple[str, int, int]:
    query = "select verdict, peak_season, low_season from segmentation.fct_seasonality"
    [row] = result.rows(f"{query} where period = '{period}'")
    return row


@pytest.mark.parametrize("name", COMPANIES)
def test_planted_months_are_found_and_none_in_noise_or_growth(replay: Replay, name: str) -> None:
    lines = [
        line(str(number), f"C{number % 7}", day.isoformat(), f"{cents / 100:.2f}")
        for number, (day, cents) in enumerate(simulate(**COMPANIES[name]).items())
    ]
    with replay.of(lines):
        found, peak, low = verdict(replay, "month_of_year")
        assert found == ("seasonal" if name == "seasons" else "not seasonal")
        assert name != "seasons" or (peak == 12 and low in (1, 2, 8))
        assert verdict(replay, "day_of_week")[0] == "not seasonal"
