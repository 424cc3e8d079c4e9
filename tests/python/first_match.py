"""Segment rules evaluated in Python: what the rule engine is compared with."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

Number = int | Decimal
Values = Mapping[str, Number | None]


@dataclass
class Rule:
    """The conditions of one priority, each a metric with its bounds; none is a catch-all."""

    priority: int
    segment: str
    conditions: list[tuple[str, Decimal | None, Decimal | None]] = field(default_factory=list)

    def holds(self, values: Values) -> bool:
        """Whether every value is known, at least its lower bound and below its upper one."""
        for metric, at_least, below in self.conditions:
            value = values[metric]
            if value is None:
                return False
            if at_least is not None and value < at_least:
                return False
            if below is not None and value >= below:
                return False
        return True


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """Return the rules of each scheme, lowest priority first."""
    schemes: dict[str, dict[int, Rule]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rules = schemes.setdefault(row["scheme"], {})
            priority = int(row["priority"])
            rule = rules.setdefault(priority, Rule(priority, row["segment"]))
            if row["metric"]:
                at_least, below = (
                    Decimal(row[name]) if row[name] else None for name in ("at_least", "below")
                )
                rule.conditions.append((row["metric"], at_least, below))
    return {scheme: [rules[n] for n in sorted(rules)] for scheme, rules in schemes.items()}


def first_match(rules: Sequence[Rule], values: Values) -> Rule:
    """Return the rule that wins; StopIteration where none holds."""
    return next(rule for rule in rules if rule.holds(values))
