"""Put the answers of the marts, our style and our script into the template: one file, no network.

The page carries two pieces of JSON: `views`, small, and `customers`, which the script unpacks after
the first picture stands. Rows are lists under one list of column names, and each text is written
once, since thousands of customers share few reasons, segments and product lines.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard_page.marts import Marts, Record

FOLDER = Path(__file__).resolve().parents[2] / "dashboard"
# in this order: each file may use the ones before it
SCRIPTS = ("text", "charts", "views", "customers", "main")
PLACE = re.compile(r"\{\{ (\w+) \}\}")


def make_page(marts: Marts) -> str:
    """Return the page as text; the same marts give the same text."""
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    script = script_text()
    content = {
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "views": embedded(views(marts)),
        "customers": embedded(packed(marts.customers)),
    }
    template = (FOLDER / "template.html").read_text(encoding="utf-8")
    # one pass, so that nothing in the data is taken for a place
    return PLACE.sub(lambda match: content[match.group(1)], template)


def script_text() -> str:
    """Return our script files as one, in a scope of its own."""
    files = [(FOLDER / "page" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(files) + "})();\n"


def policy(style: str, script: str) -> str:
    """Return a content security policy: this style and this script, nothing from anywhere."""
    return f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}"


def digest(text: str) -> str:
    """Return the hash by which a browser knows an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def embedded(value: Any) -> str:
    """Return the value as JSON that can stand in a script element: no `<` ends it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def views(marts: Marts) -> Record:
    """Return what is drawn of all customers: tables by name, and facts about the page."""
    return {
        "release_id": marts.release_id,
        "money_places": marts.money_places,
        "is_personal": marts.is_personal,
        "customers_in_all": marts.customers_in_all,
        "absent": list(marts.absent),
        "tables": {name: table(rows) for name, rows in marts.views.items()},
    }


def table(rows: list[Record], cell: Callable[[Any], Any] = lambda value: value) -> Record:
    """Return the rows as lists under their column names."""
    names = list(rows[0]) if rows else []
    return {"columns": names, "rows": [[cell(row[name]) for name in names] for row in rows]}


def packed(customers: list[Record]) -> Record:
    """Return the customers with each text replaced by its place in a list of texts.

    {"texts": [...], "tables": {"customers": ..., "offers": ..., "segments rfm": ...}}; a table says
    in `text_columns` where it holds places, and beside `customers` it begins with `at`, the place
    of the customer.
    """
    texts: dict[str, int] = {}

    def place(text: Any) -> Any:
        return texts.setdefault(text, len(texts)) if isinstance(text, str) else text

    nested = ("segments", "offers", "reorders", "expected")
    plain = [{k: v for k, v in row.items() if k not in nested} for row in customers]
    schemes = sorted({scheme for row in customers for scheme in row["segments"]})
    parts = {
        "customers": plain,
        "offers": [{"at": at, **o} for at, row in enumerate(customers) for o in row["offers"]],
        "reorders": [{"at": at, **o} for at, row in enumerate(customers) for o in row["reorders"]],
        "expected": [
            {"at": at, **row["expected"]} for at, row in enumerate(customers) if row["expected"]
        ],
    }
    for scheme in schemes:
        parts[f"segments {scheme}"] = [
            {"at": at, **row["segments"][scheme]}
            for at, row in enumerate(customers)
            if scheme in row["segments"]
        ]
    tables = {name: with_text_columns(rows, place) for name, rows in parts.items()}
    return {"texts": list(texts), "tables": tables}


def with_text_columns(rows: list[Record], place: Callable[[Any], Any]) -> Record:
    """Return a table that says which of its columns hold places of texts instead of texts."""
    texts = {name for row in rows for name, value in row.items() if isinstance(value, str)}
    found = table(rows, place)
    return {"text_columns": [name for name in found["columns"] if name in texts], **found}
