"""CSV files as other programs write them, read by scripts/load.py: every cell as it is there."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import load
from order_sets import IDS, NUMBERS, ODD_DAYS, STATUSES

CELLS = st.one_of(
    st.sampled_from([*IDS, *NUMBERS, *ODD_DAYS, *STATUSES]),
    st.sampled_from(["", None, '""', "a\r\nb", "c\rd", ",", "\t"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12)
HEAD = ("order_id", "customer_id", "line_amount")


def written(rows: list[tuple[str | None, ...]], end: str) -> str:
    """Return a file: texts in quotes, null is nothing at all."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="", quoting=csv.QUOTE_ALL).writerow(
            # a mark that no text has, in quotes as well
            ["\0" if cell is None else cell for cell in row]
        )
        table.write(line.getvalue().replace('"\0"', "") + end)
    return table.getvalue()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans())
@example([("00042", "Bj\u00f6rk", "1,234.50"), (None, "", " ")], "\r\n", True)
def test_every_cell_comes_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str | None, ...]],
    end: str,
    has_mark: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    path.write_bytes(written(rows, end).encode("utf-8-sig" if has_mark else "utf-8"))
    cells = duckdb.execute(f"from {load.source(str(path))}")
    assert tuple(column[0] for column in cells.description) == HEAD
    assert cells.fetchall() == rows


def test_cells_without_quotes_are_text_too(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_text("a,b,c\n007,1e3,2025-01-05\nNULL,,nan\n", encoding="utf-8")
    found = duckdb.sql(f"from {load.source(str(path))}").fetchall()
    assert found == [("007", "1e3", "2025-01-05"), ("NULL", None, "nan")]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "cells.csv"
    path.write_text("order_id,customer_id,line_amount\n1,Bj\u00f6rk,12.50\n", encoding=encoding)
    with pytest.raises(duckdb.Error):
        duckdb.sql(f"from {load.source(str(path))}").fetchall()
