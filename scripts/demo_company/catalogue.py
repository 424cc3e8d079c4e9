"""150 products in seven product lines."""

from dataclasses import dataclass
from decimal import Decimal

from .draws import share, stream
from .planted import NEVER_SOLD_PRODUCTS, PRODUCTS_WITHOUT_COST

# product line: (number of products, median list price in euros, items)
LINES = {
    "Frames and Forks": (18, 480, (
        "Steel frame", "Alloy frame", "Carbon frame", "Rigid fork", "Suspension fork",
        "Headset, tapered", "Child's frame")),
    "Drivetrain": (24, 95, (
        "Chain", "Cassette", "Crankset", "Rear derailleur", "Front derailleur", "Shifter set",
        "Bottom bracket", "Pedals, pair")),
    "Wheels and Tyres": (24, 110, (
        "Front wheel 28\"", "Rear wheel 28\"", "Wheelset 29\"", "Road tyre", "Winter tyre",
        "Inner tube, box of 25", "Hub dynamo", "Spoke set")),
    "Brakes": (20, 85, (
        "Hydraulic brake", "Disc rotor", "Brake pads, box of 50", "V-brake set", "Brake lever",
        "Bleed kit", "Cable set")),
    "Lighting": (20, 60, (
        "Headlight", "Rear light", "Light set", "E-bike light", "Reflector, box of 100",
        "Helmet light", "Battery charger")),
    "Workshop Tools": (24, 190, (
        "Mechanic's apron", "Repair stand", "Truing stand", "Torque wrench", "Bench vice",
        "Floor pump", "Chain gauge", "Café-racer bench, oak")),
    "Clothing and Helmets": (20, 75, (
        "Helmet", "Rain jacket", "Gloves, pair", "Overshoes", "Winter cap", "Jersey",
        "Hi-vis vest")),
}
RANGES = (("Basic", 0.7), ("Comfort", 1.0), ("Pro", 1.7))


@dataclass(frozen=True)
class Product:
    """One product; list price in cents, popularity relative to its product line's others."""

    product_id: str
    product_name: str
    product_line: str
    list_cents: int
    unit_cost: str
    popularity: float


def euros(cents: int) -> Decimal:
    """Return whole cents as euros with two places."""
    return Decimal(cents).scaleb(-2).quantize(Decimal("0.01"))


def products() -> list[Product]:
    """Return the catalogue, in order of product id."""
    catalogue: list[Product] = []
    for product_line, (size, median, items) in LINES.items():
        names = [(f"{item} {name}", factor) for item in items for name, factor in RANGES]
        for name, factor in names[:size]:
            number = len(catalogue) + 1
            product_id = f"P{number:03d}"
            draw = stream("product", product_id)
            cents = max(495, round(100 * median * factor * draw.lognormvariate(0, 0.45)))
            # shelf prices end in 5 or 0
            cents -= cents % 5
            cost = euros(round(cents * draw.uniform(0.52, 0.74)))
            popularity = 0.15 + share("popularity", product_id) ** 2
            catalogue.append(Product(
                product_id, name, product_line, cents,
                "" if number in PRODUCTS_WITHOUT_COST else str(cost),
                0.0 if number in NEVER_SOLD_PRODUCTS else popularity,
            ))
    return catalogue
