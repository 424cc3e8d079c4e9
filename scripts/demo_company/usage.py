"""Who opens the dashboard and the other tools, and how that changes over half a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from .draws import stream
from .export import Row
from .planted import ENDS_ON

STARTS_ON = date(2025, 7, 1)


@dataclass(frozen=True)
class Habit:
    """How often a user opens a tool a week, at first and in the end; it changes evenly.

    Below zero the user doesn't open it yet, or no longer.
    """

    user: str
    tool: str
    at_first: float
    in_the_end: float


# Superset is taken up, the dashboard loses who came often, and the list of the CRM is given up
HABITS = (
    Habit("Anna Brandt", "superset", 2.0, 4.5),
    Habit("Søren Holm", "superset", 0.5, 4.0),
    Habit("Piotr Żak", "superset", -1.5, 4.0),
    Habit("Siobhán O'Dea", "superset", 1.5, 2.0),
    Habit("Marketing", "superset", 2.0, 3.0),
    Habit("controlling", "superset", 1.5, 1.5),
    Habit("Anna Brandt", "dashboard", 3.0, 1.5),
    Habit("Chloé Girard", "dashboard", 4.0, -1.0),
    Habit("Marta Núñez", "dashboard", 3.0, -2.0),
    Habit("Jonas Weiß", "dashboard", 2.0, 0.5),
    Habit("Customer service", "dashboard", 2.5, 2.5),
    Habit("temp.07", "dashboard", 1.0, 0.2),
)
LIST_USERS = ("Chloé Girard", "Marta Núñez", "Jonas Weiß")
LIST_A_WEEK = 2.0
LIST_ENDS_ON = date(2025, 9, 12)
VIEWS = {
    "superset": ("Segments", "Sales", "Campaigns", ""),
    "dashboard": ("Action list", "Overview", "Movement"),
    "crm": ("Call list",),
}
UNREADABLE = {"user_id": "Jonas Weiß", "used_at": "31.11.2025 9:14", "tool": "crm",
              "view": "Call list"}
# opened while nobody was signed in
NOBODY = {"user_id": "", "used_at": "2025-10-06 08:31:07", "tool": "dashboard", "view": "Overview"}


def _uses(habit: Habit, until: date) -> list[Row]:
    days = (ENDS_ON - STARTS_ON).days
    rows = []
    for n in range((until - STARTS_ON).days + 1):
        day = STARTS_ON + timedelta(days=n)
        draw = stream("usage", habit.user, habit.tool, day)
        a_week = habit.at_first + (habit.in_the_end - habit.at_first) * n / days
        if day.weekday() < 5 and draw.random() < a_week / 5:
            clock = f"{draw.randrange(7, 18):02}:{draw.randrange(60):02}:{draw.randrange(60):02}"
            # exported from another system, with blanks around some names
            user = f"{habit.user} " if draw.random() < 0.03 else habit.user
            rows.append({"user_id": user, "used_at": f"{day} {clock}", "tool": habit.tool,
                         "view": draw.choice(VIEWS[habit.tool])})
    return rows


def usage_rows() -> list[Row]:
    """Return one row per use in the order of time, and two that can't be used."""
    rows = [UNREADABLE, NOBODY]
    for habit in HABITS:
        rows += _uses(habit, ENDS_ON)
    for user in LIST_USERS:
        rows += _uses(Habit(user, "crm", LIST_A_WEEK, LIST_A_WEEK), LIST_ENDS_ON)
    return sorted(rows, key=lambda row: (row["used_at"], row["user_id"], row["tool"]))
