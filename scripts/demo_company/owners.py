"""Who acts: account managers and teams, and the hours that they have for it."""

from dataclasses import dataclass

from .export import Row


@dataclass(frozen=True)
class Owner:
    """A person or team: hours for actions in a week, and what one costs in euros."""

    name: str
    territory: str
    hours_a_week: str
    hourly_cost: str


# hours are scarce: an account manager looks after some 160 customers
OWNERS = (
    Owner("Anna Brandt", "North", "10", "52.00"),
    Owner("Chloé Girard", "West", "8", "48.50"),
    Owner("Søren Holm", "North", "12", "55.00"),
    Owner("Marta Núñez", "South", "6", "46.00"),
    Owner("Piotr Żak", "East", "9", "43.50"),
    Owner("Siobhán O'Dea", "West", "7.5", "51.00"),
    Owner("Jonas Weiß", "South", "8", "49.00"),
    Owner("Sales", "", "14", "47.00"),
    Owner("Key account management", "", "10", "68.00"),
    Owner("Customer service", "", "12", "36.00"),
    Owner("Marketing", "", "16", "44.00"),
    Owner("Sales operations", "", "6", "40.00"),
)


def owner_rows() -> list[Row]:
    """Return one row per owner."""
    return [
        {
            "owner": owner.name,
            "territory": owner.territory,
            "hours_a_week": owner.hours_a_week,
            "hourly_cost": owner.hourly_cost,
        }
        for owner in OWNERS
    ]
