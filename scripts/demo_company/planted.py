"""Everything that is true of the demo company by construction, in one place.

Money is in euros, time in days. Customers buy as the BG/NBD model says (Fader, Hardie and Lee
2005, "Counting your customers the easy way"): each has an order rate lambda ~ gamma(r, alpha) per
day and leaves after a repeat order with probability p ~ beta(a, b). A first order never ends it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

SEED = "velo-demo-8"

STARTS_ON = date(2023, 1, 1)
ENDS_ON = date(2025, 12, 31)
HOME_CURRENCY = "EUR"

CUSTOMERS = 1200
PROCESS = {"r": 0.65, "alpha": 38.0, "a": 0.8, "b": 9.0}

# customers won per day, in relative terms: a level, and a rush that fades over the first months;
# the season comes on top
ACQUISITION_LEVEL, ACQUISITION_RUSH, ACQUISITION_RUSH_DAYS = 0.75, 3.0, 90

# factors on the order rate, brought to a mean of one over the whole period
MONTH_FACTORS = (0.80, 0.80, 0.90, 0.90, 0.92, 0.95, 0.85, 0.80, 0.98, 1.20, 1.40, 1.50)
WEEKDAY_FACTORS = (1.25, 1.25, 1.20, 1.20, 1.10, 0.60, 0.40)

# order values: log of a line's intended amount = customer + order + line
LINE_AMOUNT_MEDIAN = 1400.0
CUSTOMER_SIGMA, ORDER_SIGMA, LINE_SIGMA = 0.85, 0.25, 0.60
LINES_PER_ORDER = (22, 25, 20, 14, 9, 5, 3, 2)  # weights of 1, 2, ... 8 lines

# accounts whose order rate changes over their life; the factor's mean over that life is one. They
# never leave, so whoever fits the buying process to recover its parameters leaves them out
TREND_ACCOUNTS = 25
TREND_RANGE = (0.10, 1.90)
TREND_RATE_BOUNDS = (0.018, 0.090)
TREND_DROPOUT_BELOW = 0.05
TREND_WON_BEFORE = date(2024, 9, 1)



@dataclass(frozen=True)
class Cause:
    """Why some accounts order less from a day of their own on, drawn between two days.

    `rate` is the factor on their order rate, once `lag_days` have passed. Before it falls the
    prices of their orders rise by `price_rise` percent, or their `lines_given_up` favourite product
    lines are bought elsewhere from that day on, or their `orders_gone_wrong` last orders come back
    and are disputed. They never leave either.
    """

    accounts: int
    rate: float
    lag_days: int = 0
    price_rise: int = 0
    lines_given_up: int = 0
    orders_gone_wrong: int = 0


CAUSES = {
    "price": Cause(accounts=8, rate=0.15, lag_days=75, price_rise=18),
    "range": Cause(accounts=8, rate=1.0, lines_given_up=2),
    "service": Cause(accounts=8, rate=0.06, orders_gone_wrong=3),
}
CAUSE_BETWEEN = (date(2025, 4, 1), date(2025, 7, 15))
# a market that falls: who buys there orders less, whoever they are
FALLEN_MARKET, FALLEN_MARKET_RATE, MARKET_FELL_ON = "Denmark", 0.20, date(2025, 8, 1)

# a month in which one product line couldn't be had, and one in which of another more was bought
SHORTAGE_LINE, SHORTAGE_MONTH = "Brakes", date(2025, 3, 1)
RUSH_LINE, RUSH_MONTH, RUSH_FACTOR = "Lighting", date(2024, 10, 1), 2

# a line of the first product line is followed by one of the second this often
COMPANIONS = {"Drivetrain": "Workshop Tools", "Wheels and Tyres": "Brakes"}
COMPANION_SHARE = 0.55


@dataclass(frozen=True)
class Campaign:
    """One campaign; `lift` is what it adds to a treated customer's order rate (0.5 = +50 %).

    `action` is one of the playbook of scheme rfm.
    """

    campaign_id: str
    campaign_name: str
    starts_on: date
    ends_on: date
    cost: str
    is_seasonal: bool
    lift: float
    action: str


OFFER = "Offer a discount on the next repeat purchase"
CAMPAIGNS = (
    Campaign("CMP01", "Service Weeks 2023", date(2023, 8, 28), date(2023, 10, 8),
             "18500.00", False, 0.30, "Re-engage personally: ask what has changed"),
    Campaign("CMP02", "Christmas Workshop 2023", date(2023, 11, 13), date(2023, 12, 24),
             "42000.00", True, 0.70, OFFER),
    Campaign("CMP03", "Summer Catalogue, printed", date(2024, 6, 17), date(2024, 8, 11),
             "38750.00", False, 0.00, "Recommend products that go with the last order"),
    Campaign("CMP04", "Autumn \"Check & Ride\" 2024", date(2024, 9, 16), date(2024, 10, 27),
             "24900.00", True, 0.50, OFFER),
    Campaign("CMP05", "New Range Preview", date(2025, 2, 10), date(2025, 4, 6),
             "31200.00", False, 0.40, "Give early access to new products"),
    Campaign("CMP06", "Black Weeks 2025", date(2025, 11, 10), date(2025, 12, 14),
             "27400.00", True, 1.00, OFFER),
)
# after the last order, and without members: who is treated has yet to be drawn
PLANNED_CAMPAIGN = Campaign("CMP07", "Spring Service 2026", date(2026, 1, 19), date(2026, 3, 1),
                            "21500.00", False, 0.00, OFFER)
CAMPAIGN_ELIGIBLE_DAYS = 270  # members have ordered within so many days before it starts
CAMPAIGN_MEMBER_SHARE = 0.80
CAMPAIGN_CONTROL_SHARE = 0.30
CAMPAIGN_CODE_SHARE = 0.65  # of a treated customer's orders in the window that quote the code


@dataclass(frozen=True)
class Action:
    """One action of the log.

    The log is drawn after the orders: of customers who were late, those who came back within
    `days` are in it more often than the others, so that the odds of coming back are `odds` times
    those of customers who were left alone. `share` is how many of those others are in it.
    """

    action: str
    done_by: str
    days: int
    spread_days: int
    share: float
    odds: float

    @property
    def share_of_returning(self) -> float:
        """How many of those who came back are in the log."""
        odds = self.odds * self.share / (1 - self.share)
        return odds / (1 + odds)


# who gets the first is not asked for the second, so the odds of the first are as planted only
# while those of the others are one
ACTIONS = (
    Action("Re-engage personally: ask what has changed", "", 30, 4, 0.12, 3.00),
    Action("Send a limited-time offer", "Marketing", 30, 1, 0.15, 1.00),
)
ACTION_ROUNDS = tuple(date(2025, 1, 28) + timedelta(days=35 * n) for n in range(10))
ACTION_LATENESS = (1.0, 5.0)  # silent for so many gaps of the own at the month end before a round
UNPLANNED_ACTIONS = 7

# customers by number who stand outside the buying process
REFUND_ONLY = (23, 611)
REFUNDS_EXCEED_SALES = (48, 190, 377, 529, 802, 1015)
CANCELLED_ONLY = (131, 455, 720, 903, 1108)
GIVE_AWAY_ONLY = (664,)
NEVER_ORDERED = (88, 203, 310, 402, 517, 598, 689, 777, 865, 951, 1040, 1133)
# customers who order but are missing from the customer file
NOT_IN_CUSTOMER_FILE = (146, 488, 735, 1091)

NEVER_SOLD_PRODUCTS = (9, 31, 57, 76, 93, 110, 128, 145)
PRODUCTS_WITHOUT_COST = (20, 66, 134)

CANCELLED_SHARE = 0.042  # of orders that follow a cancelled first try
RETURNED_SHARE = 0.033  # of orders with goods sent back
RETURNED_LINE_SHARE = 0.55  # of the lines of such an order
RETURN_ON_SAME_ORDER_SHARE = 0.25  # booked on the order itself instead of a credit note

ZERO_AMOUNT_LINES = 22
ZERO_AMOUNT_ORDERS = 2

# defects of the order lines, in rows; one row carries one of them at most
FOREIGN_CURRENCY_LINES = 30
EXACT_DUPLICATES = 60
CONFLICTING_DUPLICATES = 10
WITHOUT_CUSTOMER = 50
WITHOUT_ORDER = 6
BAD_DATES = ("2024-02-30", "0001-01-01", "2099-12-31", "31.12.2024", "n/a", "", "2023-13-05")
BAD_DATE_LINES = 25
BAD_AMOUNTS = ("12,50", "abc", "", "1.234,50", "NaN")
BAD_AMOUNT_LINES = 20
BAD_QUANTITIES = ("two", "1 pc", "x")
BAD_QUANTITY_LINES = 5
PADDED_ID_LINES = 18
WITHOUT_UNIT_PRICE = 20
WITHOUT_PRODUCT = 15
WITHOUT_COUNTRY = 25
MESSY_STATUS_SHARE = 0.05

CUSTOMERS_TWICE = 40
PADDED_ID_CUSTOMERS = 3
