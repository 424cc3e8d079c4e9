"""The mean-one factor that seasons and weekdays put on every order rate."""

import math
from datetime import date, timedelta

from .planted import (
    ACQUISITION_LEVEL,
    ACQUISITION_RUSH,
    ACQUISITION_RUSH_DAYS,
    ENDS_ON,
    MONTH_FACTORS,
    STARTS_ON,
    WEEKDAY_FACTORS,
)

DAYS = tuple(STARTS_ON + timedelta(days=n) for n in range((ENDS_ON - STARTS_ON).days + 1))


def _factors() -> tuple[float, ...]:
    raw = [MONTH_FACTORS[day.month - 1] * WEEKDAY_FACTORS[day.weekday()] for day in DAYS]
    mean = math.fsum(raw) / len(raw)
    return tuple(factor / mean for factor in raw)


# one factor per entry of DAYS, with a mean of one
RATE_FACTORS = _factors()


def _acquisition_cumulated() -> tuple[float, ...]:
    total, cumulated = 0.0, []
    for n, factor in enumerate(RATE_FACTORS):
        rush = ACQUISITION_RUSH * math.exp(-n / ACQUISITION_RUSH_DAYS)
        total += factor * (ACQUISITION_LEVEL + rush)
        cumulated.append(total)
    return tuple(value / total for value in cumulated)


_ACQUIRED = _acquisition_cumulated()


def acquisition_day(quantile: float) -> date:
    """Return the day by which the given share (0 to 1) of all customers has been won."""
    return next(day for day, reached in zip(DAYS, _ACQUIRED, strict=True) if reached >= quantile)
