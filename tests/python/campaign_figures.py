"""What a campaign changed, computed without SQL: the second way to get at fct_campaign_performance.

Amounts are exact fractions of the currency; only the intervals are floating point.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

STEPS = 2_000  # of Simpson's rule, even


@dataclass(frozen=True)
class Member:
    """A customer of a campaign; `before` is None where there are no days of data before."""

    is_control: bool
    revenue: Fraction
    is_buyer: bool
    before: Fraction | None


def rounded(value: Fraction | None, places: int) -> Decimal | None:
    """Round half away from zero."""
    if value is None:
        return None
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    exact = Decimal(whole).scaleb(-places)
    return (-exact if value < 0 else exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """Return the sample variance, from the deviations."""
    centre = mean(values)
    return sum(((value - centre) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def t_quantile(degrees: float, probability: float = 0.975) -> float:
    """Return the quantile of Student's t: its density integrated by Simpson's rule, bisected."""
    log_scale = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)
    scale = math.exp(log_scale) / math.sqrt(degrees * math.pi)

    def density(at: float) -> float:
        return scale * (1 + at * at / degrees) ** (-(degrees + 1) / 2)

    return bisected(lambda upper: 0.5 + integral(density, upper) - probability, 0.0, 50.0)


def integral(function: Callable[[float], float], upper: float) -> float:
    """Return the integral from 0, by Simpson's rule."""
    step = upper / STEPS
    inner = sum((4 if n % 2 else 2) * function(n * step) for n in range(1, STEPS))
    return (function(0.0) + inner + function(upper)) * step / 3


def bisected(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function that rises through zero is zero."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return (low + high) / 2


def intervals(treated: Sequence[Fraction], control: Sequence[Fraction]) -> dict[str, float | None]:
    """Return the ends of Welch's interval and of Fieller's.

    Fieller's ends are looked for where they are defined: at the ratios r for which the mean of
    treated - r * control is just as far from zero as the critical value allows.
    """
    error, other = (float(variance(group)) / len(group) for group in (treated, control))
    degrees = (error + other) ** 2 / (error**2 / (len(treated) - 1) + other**2 / (len(control) - 1))
    critical = t_quantile(degrees)
    gain = float(mean(treated) - mean(control))
    margin = critical * math.sqrt(error + other)
    found: dict[str, float | None] = {"low": gain - margin, "high": gain + margin}

    top, base = float(mean(treated)), float(mean(control))
    is_bounded = base > critical * math.sqrt(other)

    def distance(ratio: float) -> float:
        return (top - ratio * base) / math.sqrt(error + ratio * ratio * other)

    if is_bounded:
        centre = top / base
        found["relative_low"] = (
            bisected(lambda ratio: critical - distance(ratio), centre - 1e4, centre) - 1
        )
        found["relative_high"] = (
            bisected(lambda ratio: -critical - distance(ratio), centre, centre + 1e4) - 1
        )
    else:
        found["relative_low"] = found["relative_high"] = None
    return found
