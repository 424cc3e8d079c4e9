"""What tells who a customer is, in what is published: kept, hashed or left out.

A column says in the .yml of its mart what it is (config, meta, personal): `direct` for names,
e-mail addresses and account managers, `pseudonym` for a customer's id. Where only some rows are
about a customer, `personal_where` beside it is the condition.

    keep        everything as it is
    hash        all of them are the SHA-256, in hex, of the salt and the text
    leave_out   direct ones are null; ids stay, as the key of the marts

The salt comes from the environment and goes nowhere else: no file, no log, no query's text holds
it. One salt gives one customer the same hash in every mart and every release.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from publishing.problem import Problem

SALT = "SEGMENTATION_PERSONAL_DATA_SALT"
# ids are few and easily guessed, so that a short salt could be found by trying
SHORTEST_SALT = 16
VARIABLE = "segmentation_salt"


@dataclass(frozen=True)
class Personal:
    """What a column tells of a customer: `direct` or `pseudonym`, in the rows that meet `where`."""

    kind: str
    where: str = "true"


def read_personal(meta: Mapping[str, Any]) -> Personal | None:
    """Return what the meta of a column says, or None for a column that tells nothing."""
    if "personal" not in meta:
        return None
    return Personal(meta["personal"], meta.get("personal_where", "true"))


def take_salt(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the salt known to a connection; Problem where there is none that is long enough."""
    salt = os.environ.get(SALT, "")
    if len(salt) < SHORTEST_SALT:
        raise Problem(
            f"segmentation_personal_data is hash, which takes a salt of {SHORTEST_SALT} characters "
            f"or more in the environment variable {SALT}."
        )
    connection.execute(f"set variable {VARIABLE} = ?", [salt])


def shown_columns(personal: Mapping[str, Personal], treated: str) -> dict[str, str]:
    """Return what becomes of columns, by name, as SQL; nothing where all is kept."""
    shown = {}
    for name, column in personal.items():
        if treated == "hash":
            hashed = f"sha256(getvariable('{VARIABLE}') || {name})"
            shown[name] = f"case when {column.where} then {hashed} else {name} end"
        elif treated == "leave_out" and column.kind == "direct":
            shown[name] = f"case when not {column.where} then {name} end"
    return shown
