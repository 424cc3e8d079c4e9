"""When a customer buys: BG/NBD, bent by season, trend and campaigns."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from .customers import Customer
from .draws import share, stream
from .planted import (
    CAMPAIGN_CONTROL_SHARE,
    CAMPAIGN_ELIGIBLE_DAYS,
    CAMPAIGN_MEMBER_SHARE,
    CAMPAIGNS,
    CAUSES,
    FALLEN_MARKET_RATE,
    MARKET_FELL_ON,
    STARTS_ON,
    TREND_RANGE,
    Campaign,
)
from .season import DAYS, RATE_FACTORS


@dataclass
class Membership:
    """A customer in a campaign.

    `expected_orders` is what the rate without the campaign promises for the days in the window on
    which the customer had not left; `orders` is what came.
    """

    campaign: Campaign
    customer_id: str
    is_control: bool
    expected_orders: float = 0.0
    orders: int = 0


@dataclass
class History:
    """When a customer bought, in order, in which campaigns, and since when they are gone."""

    bought_on: list[date] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    left_on: date | None = None

    def treated_in(self, day: date) -> Campaign | None:
        """Return the campaign that treats the customer on a day, if one does."""
        for membership in self.memberships:
            campaign = membership.campaign
            if not membership.is_control and campaign.starts_on <= day <= campaign.ends_on:
                return campaign
        return None


def _trend_factor(customer: Customer, lived: float, day: date) -> float:
    lowest, highest = TREND_RANGE
    if customer.turned_on:
        cause = CAUSES[customer.trend]
        has_fallen = day >= customer.turned_on + timedelta(days=cause.lag_days)
        return cause.rate if has_fallen else 1.0
    if customer.trend == "market":
        return FALLEN_MARKET_RATE if day >= MARKET_FELL_ON else 1.0
    if customer.trend == "rising":
        return lowest + (highest - lowest) * lived
    if customer.trend == "declining":
        return highest - (highest - lowest) * lived
    return 1.0


def _join(customer: Customer, campaign: Campaign, last_bought_on: date) -> Membership | None:
    key = (campaign.campaign_id, customer.customer_id)
    is_known = campaign.starts_on - last_bought_on <= timedelta(days=CAMPAIGN_ELIGIBLE_DAYS)
    if not is_known or share("member", *key) >= CAMPAIGN_MEMBER_SHARE:
        return None
    is_control = share("held out", *key) < CAMPAIGN_CONTROL_SHARE
    return Membership(campaign, customer.customer_id, is_control)


def purchases(customer: Customer) -> History:
    """Walk through a customer's life, a day at a time, with one order a day at most.

    The order comes on the day on which the summed rate passes a standard exponential number (time
    rescaling), which leaves lambda and p as drawn whatever the season does.
    """
    draw = stream("purchases", customer.customer_id)
    starts = {campaign.starts_on: campaign for campaign in CAMPAIGNS}
    first = (customer.won_on - STARTS_ON).days
    life = max(1, len(DAYS) - 1 - first)
    history = History([customer.won_on])
    current: Membership | None = None
    is_alive = True
    wait = draw.expovariate(1.0)
    for n in range(first + 1, len(DAYS)):
        day = DAYS[n]
        if day in starts:
            # who has left is invited too: nobody can see it from outside
            current = _join(customer, starts[day], history.bought_on[-1])
            if current:
                history.memberships.append(current)
        if current and day > current.campaign.ends_on:
            current = None
        if not is_alive:
            continue
        base = customer.rate * RATE_FACTORS[n] * _trend_factor(customer, (n - first) / life, day)
        lift = current.campaign.lift if current and not current.is_control else 0.0
        lived_through = min(base * (1 + lift), wait)
        if current:
            current.expected_orders += lived_through / (1 + lift)
        wait -= lived_through
        if wait <= 0:
            history.bought_on.append(day)
            if current:
                current.orders += 1
            wait = draw.expovariate(1.0)
            # drawn in any case, so that a trend moves nothing else
            leaves = draw.random() < customer.dropout
            is_alive = not leaves or customer.never_leaves
            history.left_on = None if is_alive else day
    return history
