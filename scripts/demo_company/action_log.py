"""What was done for whom, as sales and marketing write it down.

Orders don't follow from the log, the log is drawn from the orders: every five weeks from customers
who were late at the month end before, those who came back more often than the others. So the odds
of coming back are planted, and not one order moves.
"""

from datetime import date, timedelta

from .customers import Customer
from .draws import share, stream
from .export import Row
from .planted import (
    ACTION_LATENESS,
    ACTION_ROUNDS,
    ACTIONS,
    ENDS_ON,
    UNPLANNED_ACTIONS,
    Action,
)
from .purchases import History

OUTCOMES = ("will order", "no answer", "bought elsewhere", "no need at the moment")
OUTCOME_SHARE = 0.55


def _was_late(bought_on: list[date], day: date) -> bool:
    """Tell whether a customer was late by the mean of the gaps so far."""
    known = [bought for bought in bought_on if bought <= day]
    if len(known) < 2:
        return False
    gap = (known[-1] - known[0]).days / (len(known) - 1)
    at_least, below = ACTION_LATENESS
    return at_least <= (day - known[-1]).days / gap < below


def _row(person: Customer, action: Action, day: date) -> Row:
    draw = stream("outcome", person.customer_id, day)
    outcome = draw.choice(OUTCOMES) if draw.random() < OUTCOME_SHARE else ""
    # few write down what became of a mailing
    is_call = not action.done_by
    return {
        "customer_id": person.customer_id,
        "action": action.action if draw.random() < 0.95 else f" {action.action.lower()}",
        "done_on": str(day),
        "done_by": action.done_by or person.account_manager or "Sales",
        "outcome": outcome if is_call else "",
    }


def _logged(person: Customer, bought_on: list[date], begins_on: date) -> Row | None:
    """Return what was done for a customer in one round, one thing at most."""
    month_end = begins_on.replace(day=1) - timedelta(days=1)
    if not _was_late(bought_on, month_end):
        return None
    for action in ACTIONS:
        key = (action.action, begins_on, person.customer_id)
        day = begins_on + timedelta(days=int(share("done", *key) * action.spread_days))
        if any(month_end < bought <= day for bought in bought_on):
            continue
        is_back = any(0 < (bought - day).days <= action.days for bought in bought_on)
        if share("logged", *key) < (action.share_of_returning if is_back else action.share):
            return _row(person, action, day)
    return None


def _unplanned(people: list[Customer]) -> list[Row]:
    """Return what no playbook knows, a day that isn't in the calendar, and a plan for later."""
    draw = stream("unplanned actions")
    chosen = draw.sample([person for person in people if person.role == "process"],
                         UNPLANNED_ACTIONS + 2)
    rows = [
        {
            "customer_id": person.customer_id,
            "action": "Sent a calendar",
            "done_on": str(date(2025, 11, 24) + timedelta(days=draw.randrange(10))),
            "done_by": person.account_manager or "Sales",
            "outcome": "",
        }
        for person in chosen[:UNPLANNED_ACTIONS]
    ]
    for person, day in zip(
        chosen[UNPLANNED_ACTIONS:], ("2025-11-31", str(ENDS_ON + timedelta(days=12))), strict=True
    ):
        rows.append(_row(person, ACTIONS[0], ENDS_ON) | {"done_on": day, "outcome": ""})
    return rows


def action_log_rows(people: list[Customer], histories: dict[str, History]) -> list[Row]:
    """Return the log by day; `histories` by customer id."""
    rows = [
        row
        for begins_on in ACTION_ROUNDS
        for person in people
        if person.customer_id in histories
        and (row := _logged(person, histories[person.customer_id].bought_on, begins_on))
    ]
    rows += _unplanned(people)
    return sorted(rows, key=lambda row: (row["done_on"], row["customer_id"], row["action"]))
