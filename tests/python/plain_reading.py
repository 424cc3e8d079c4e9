"""How the README says that order lines are read, a second time: by hand, in Python, without SQL."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any
from zoneinfo import ZoneInfo

BLANKS = " \t\r\n"
EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
MONEY, PRICE, QUANTITY = 2, 4, 3
PLACEHOLDERS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01")
# what a calendar of Python has no year for
BEFORE_TIME, AFTER_TIME = datetime.min, datetime.max
# midnight of 0001-01-01 in UTC, where that is a day of the year before
FIRST_MIDNIGHT = datetime(1, 1, 1, 0, 0, 0, 1)
HOUR, SIXTIETH = "([01][0-9]|2[0-3])", "([0-5][0-9])"
# seconds with up to nine places; an offset is Z, UTC, +02, +0200 or +02:00
TIME = re.compile(
    f"[T ]{HOUR}:{SIXTIETH}(?::{SIXTIETH}(?:[.]([0-9]{{1,9}}))?)?"
    f"(?: ?(Z|UTC|([+-]){HOUR}(?::?{SIXTIETH})?))?"
)
Line = Mapping[str, str | None]


@dataclass(frozen=True)
class Reading:
    """What a line says, and the first reason it can't be used for; None: it can."""

    reason: str | None
    key: str | None
    content: tuple[Any, ...]

    def __getattr__(self, name: str) -> Any:
        """Return one of the values of the content by its name."""
        return self.content[CONTENT.index(name)]


CONTENT = (
    "order_id", "customer_id", "product_id", "campaign_code", "order_status", "country",
    "currency", "quantity", "unit_price", "line_amount", "ordered_at",
)


def trimmed(text: str | None) -> str | None:
    """Return an id: the text without blanks around it, nothing if nothing is left."""
    return None if text is None else text.strip(BLANKS) or None


def is_digits(text: str) -> bool:
    """Return whether a text is one to any number of the ten digits."""
    return bool(text) and all(letter in "0123456789" for letter in text)


def rounded(number: Decimal, places: int) -> Decimal | None:
    """Round half away from zero to some places; None where 18 digits don't hold it."""
    result = EXACT.quantize(number, Decimal(1).scaleb(-places))
    return result + 0 if abs(result) < Decimal(10) ** (18 - places) else None


def number_of(text: str | None, places: int, kind: str = "varchar") -> Decimal | None:
    """Read a plain decimal, None for anything else."""
    if text is None:
        return None
    if kind == "double":
        value = float(text)
        if value != value or abs(value) >= 1e18:
            return None
        # moved up by the places first, a double among doubles
        moved = EXACT.quantize(Decimal(value * 10.0**places), Decimal(1))
        return rounded(moved.scaleb(-places, EXACT), places)
    if kind == "varchar":
        text = text.strip(BLANKS)
        unsigned = text[1:] if text[:1] in ("+", "-") else text
        before, point, behind = unsigned.partition(".")
        if not is_digits(before + behind) or (point and not is_digits(before or behind)):
            return None
    number = EXACT.create_decimal(text)
    if kind.startswith("decimal"):
        # what the column itself has no places for is gone before
        number = EXACT.quantize(number, Decimal(1).scaleb(-int(kind.rstrip(")").split(",")[1])))
    return rounded(number, places)


def moment_of(text: str | None, kind: str, zone: str) -> datetime | None:
    """Read an ISO 8601 date or timestamp as local time in the zone, None for anything else."""
    if text is None or kind == "double":
        return None
    text = in_extended_form(text.strip(BLANKS))
    if kind != "varchar" and text in ("infinity", "-infinity"):
        return AFTER_TIME if text == "infinity" else BEFORE_TIME
    day, rest = text[:10], text[10:]
    if not (is_digits(day[:4] + day[5:7] + day[8:]) and len(day) == 10 and day[4] + day[7] == "--"):
        return None
    year, month, day_of_month = int(day[:4]), int(day[5:7]), int(day[8:])
    try:
        # the year before year 1 is a leap year
        date(year or 4, month, day_of_month)
    except ValueError:
        return None
    clock, offset = time_of(rest)
    if clock is None or (offset is not None and not rest):
        return None
    if year == 0:
        return BEFORE_TIME
    moment = datetime(year, month, day_of_month) + clock
    if offset is None and kind != "timestamptz":
        return moment
    try:
        moment = (moment - (offset or timedelta())).replace(tzinfo=timezone.utc)
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except OverflowError:
        if moment.replace(tzinfo=None) == datetime.min:
            return FIRST_MIDNIGHT
        return AFTER_TIME if year > 5000 else BEFORE_TIME


def in_extended_form(text: str) -> str:
    """Write a day of eight digits, and a time of four or six, with what separates them."""
    if len(text) < 8 or not is_digits(text[:8]) or text[8:9] not in ("", "T", " "):
        return text
    day, rest = f"{text[:4]}-{text[4:6]}-{text[6:8]}", text[8:]
    if is_digits(rest[1:5]) and len(rest) >= 5:
        rest = f"{rest[:3]}:{rest[3:]}"
    if len(rest) >= 8 and rest[3] == ":" and is_digits(rest[4:8]):
        rest = f"{rest[:6]}:{rest[6:]}"
    return day + rest


def time_of(text: str) -> tuple[timedelta | None, timedelta | None]:
    """Read what follows a day: its time and its offset; no time: it is none, no offset: local."""
    if not text:
        return timedelta(), None
    found = TIME.fullmatch(text)
    if not found:
        return None, None
    hours, minutes, seconds, behind, zone, sign, to_hours, to_minutes = found.groups("0")
    # behind microseconds the rest is cut off
    fraction = int((behind + "000000")[:6])
    clock = timedelta(0, int(seconds), fraction, 0, int(minutes), int(hours))
    offset = timedelta(hours=int(to_hours), minutes=int(to_minutes))
    return clock, None if zone == "0" else -offset if sign == "-" else offset


def read(
    line: Line, types: Mapping[str, str], run_day: date, zone: str, currency: str | None
) -> Reading:
    """Read a line: what it says, and why it can't be used."""
    ids = {name: trimmed(line.get(name)) for name in (*CONTENT, "order_line_id")}
    money = ids["currency"] and ids["currency"].upper()
    numbers = {
        name: number_of(line.get(name), places, types[name])
        for name, places in (("line_amount", MONEY), ("unit_price", PRICE), ("quantity", QUANTITY))
    }
    moment = moment_of(line.get("ordered_at"), types["ordered_at"], zone)
    reasons = (
        ("missing_order_id", ids["order_id"] is None),
        ("missing_customer_id", ids["customer_id"] is None),
        ("missing_ordered_at", ids["ordered_at"] is None),
        ("unreadable_ordered_at", moment is None),
        ("placeholder_date", moment not in (None, FIRST_MIDNIGHT) and moment is not BEFORE_TIME
            and str(moment.date()) in PLACEHOLDERS),
        ("placeholder_date", zone != "UTC" and moment in [
            moment_of(f"{day}T00:00Z", "varchar", zone) for day in PLACEHOLDERS]),
        ("ordered_before_1900", moment is not None and moment.year < 1900),
        ("ordered_in_the_future", moment is not None and moment.date() > run_day),
        ("missing_line_amount", ids["line_amount"] is None),
        ("unreadable_line_amount", numbers["line_amount"] is None),
        ("unreadable_quantity", ids["quantity"] and numbers["quantity"] is None),
        ("unreadable_unit_price", ids["unit_price"] and numbers["unit_price"] is None),
        ("other_currency", currency and money and money != currency),
    )
    status = ids["order_status"]
    said = {
        **ids,
        **numbers,
        "ordered_at": moment,
        "order_status": status and status.lower(),
        "currency": money,
    }
    return Reading(
        next((reason for reason, holds in reasons if holds), None),
        ids["order_line_id"],
        tuple(said[name] for name in CONTENT),
    )


def copies(readings: Sequence[Reading], policy: str) -> Counter[str]:
    """Return how many usable lines are copies of another, by the reason they are left out for."""
    usable = [one for one in readings if one.reason is None]
    left_out: Counter[str] = Counter()
    if policy != "keep":
        keyed = [(one.key, one.order_id, one.customer_id) for one in usable if one.key is not None]
        left_out["duplicate_key"] = len(keyed) - len(set(keyed))
    if policy == "exact":
        keyless = [one.content for one in usable if one.key is None]
        left_out["duplicate_line"] = len(keyless) - len(set(keyless))
    return +left_out
