"""Mutants of models and macros: one word, sign or column changed, as a tired hand would.

`all_mutants` finds every one there is, by rules that know SQL as text; `drawn` takes a fixed number
of each room by lot, so that nobody picks those that are easily caught.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# rooms and the folders that are theirs
ROOMS = {
    "staging": ["models/staging"],
    "orders": ["models/intermediate/orders", "models/marts/core"],
    "customers": ["models/intermediate/customers", "models/marts/customers"],
    "scores": ["models/intermediate/scores", "macros/scores"],
    "segments": ["models/intermediate/segments", "models/marts/segments"],
    "audiences": ["models/marts/audiences"],
    "history": ["models/intermediate/history"],
    "movement": ["models/marts/movement"],
    "value": ["models/intermediate/value", "models/marts/value", "macros/value"],
    "sales": ["models/intermediate/sales", "models/marts/sales"],
    "offers": ["models/intermediate/offers", "models/marts/offers"],
    "campaigns": ["models/intermediate/campaigns", "models/marts/campaigns"],
    "insights": ["models/intermediate/insights", "models/marts/insights", "macros/words"],
    "macros": ["macros/rules", "macros/orders", "macros/statistics", "macros/engine"],
}
# what is no SQL: comments, Jinja's statements, texts
HIDDEN = re.compile(r"--[^\n]*|\{#.*?#\}|\{%.*?%\}|'[^'\n]*'", re.DOTALL)
SWAPS = {
    "comparison": [
        (rf"(?<= ){sign}(?= )", other)
        for sign, other in (
            ("<=", "<"), (">=", ">"), ("<", "<="), (">", ">="), ("=", "<>"), ("<>", "="),
        )
    ],
    "and, or": [
        (r"\band\b(?! (unbounded|\d+) (following|preceding)| current row)", "or"),
        (r"\bor\b", "and"),
    ],
    "filter": [(r"(?<=\bwhere )[^\n]+$", "true")],
    "join": [
        (r"\binner join\b", "left join"),
        (r"\bleft join\b", "inner join"),
        (r"\bfull outer join\b", "left join"),
    ],
    "partition": [
        (r"(?<=partition by )([\w.]+, )+[\w.]+", "all but the last"),
        (r"\bpartition by [\w.]+(?=[ )])", ""),
    ],
    "order": [
        (r"\bdesc\b", "asc"),
        (r"\basc\b", "desc"),
        (r"(?<=\border by )[\w.]+(?=[,)]| rows|\n)", "backwards"),
    ],
    "one more, one less": [
        (r"(?<=\w )\+ 1\b", "- 1"),
        (r"(?<=[\w)] )- 1\b", "+ 1"),
        (r"(?<=[ (])1 \+(?= )", "2 +"),
    ],
    "least, most": [
        (rf"\b{name}\(", f"{other}(")
        for name, other in (
            ("min", "max"), ("max", "min"), ("least", "greatest"), ("greatest", "least"),
        )
    ],
    "union": [(r"\bunion all\b", "except"), (r"\bunion(?! all)\b", "union all")],
    "default": [
        (rf"(?<=, ){default}(?=\))", other)
        for default, other in (("0", "1"), ("false", "true"), ("true", "false"))
    ],
    "null": [(r"\bis null\b", "is not null"), (r"\bis not null\b", "is null")],
    "distinct": [(r"\bcount\(distinct ", "count(")],
}


@dataclass(frozen=True)
class Mutant:
    """One change: what stands in a file from a place on, and what takes its place."""

    room: str
    rule: str
    file: str
    place: int
    before: str
    after: str

    @property
    def line(self) -> int:
        """Return the number of the line."""
        return (ROOT / self.file).read_text(encoding="utf-8").count("\n", 0, self.place) + 1

    def applied(self, text: str) -> str:
        """Return the file's text with the change."""
        end = self.place + len(self.before)
        assert text[self.place : end] == self.before, f"{self.file} is another by now"
        return text[: self.place] + self.after + text[end:]


def masked(text: str) -> str:
    """Return a text of the same length without what is no SQL, or another engine's."""
    return HIDDEN.sub(lambda found: re.sub(r"[^\n]", "~", found[0]), text)


def other_engines(text: str) -> Iterator[tuple[int, int]]:
    """Return where a file has macros that only other engines take."""
    for found in re.finditer(r"\{% macro (postgres|spark)__.*?endmacro -?%\}", text, re.DOTALL):
        yield found.span()


def all_mutants(room: str) -> list[Mutant]:
    """Return every mutant of a room, in the order of files and places."""
    found = []
    for path in sorted(path for folder in ROOMS[room] for path in (ROOT / folder).rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        visible, elsewhere = masked(text), list(other_engines(text))
        for rule, swaps in SWAPS.items():
            for pattern, after in swaps:
                for hit in re.finditer(pattern, visible, re.MULTILINE):
                    place = hit.start()
                    if any(start <= place < end for start, end in elsewhere):
                        continue
                    before = text[place : hit.end()]
                    change = {
                        "all but the last": before.rpartition(", ")[0],
                        "backwards": f"{before} desc",
                    }.get(after, after)
                    file = str(path.relative_to(ROOT))
                    found.append(Mutant(room, rule, file, place, before, change))
    return found


def drawn(room: str, seed: int) -> list[Mutant]:
    """Return the mutants of a room in the order in which they are tried."""
    mutants = all_mutants(room)
    lot = random.Random(f"{seed} {room}")
    lot.shuffle(mutants)
    # each rule in turn: otherwise every third would be a join that finds nothing
    turns: Counter[str] = Counter()
    order = []
    for mutant in mutants:
        turns[mutant.rule] += 1
        order.append((turns[mutant.rule], lot.random(), mutant))
    return [mutant for _, _, mutant in sorted(order, key=lambda one: one[:2])]
