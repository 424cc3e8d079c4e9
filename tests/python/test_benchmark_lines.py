"""The large company of the benchmark: the same for any threads, and as spoiled as it says."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from generate_lines import generate

LINES = 96_000

# what the package can use of a line, said a second time
USABLE = """
    order_id is not null and customer_id is not null and line_amount is not null
    and ordered_at >= timestamp '1900-01-01' and ordered_at < timestamp '2026-01-02'
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small company, with the lines of the day after."""
    folder = tmp_path_factory.mktemp("company")
    generate(LINES, folder, threads=3)
    return folder


@pytest.fixture(scope="module")
def lines(company: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection with a view `lines`, and a view `usable` of those that can be used."""
    with duckdb.connect() as connection:
        files = f"{company}/order_lines/*/*.parquet"
        connection.execute(f"create view lines as from read_parquet('{files}')")
        connection.execute(f"create view usable as from lines where {USABLE}")
        yield connection


def test_files_have_the_same_bytes_for_any_number_of_threads(company: Path, tmp_path: Path) -> None:
    generate(LINES, tmp_path, threads=1)
    found = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.parquet")}
    assert len(found) == 38
    assert all((company / name).read_bytes() == content for name, content in found.items())


def test_of_a_thousand_lines_ten_are_refunds_ten_cancelled_one_a_copy_and_one_of_no_use(
    lines: duckdb.DuckDBPyConnection
) -> None:
    [shares] = lines.execute("""
        select
            1000 * avg(cast(line_amount < 0 as integer)),
            1000 * avg(cast(order_status = 'Cancelled' as integer)),
            1000 * (1 - count(distinct order_line_id) / count(*)),
            1000 * (1 - (select count(*) from usable) / count(*))
        from lines
    """).fetchall()
    assert shares == pytest.approx((10, 10, 1, 1), rel=0.25)


def test_every_way_of_being_of_no_use_occurs(lines: duckdb.DuckDBPyConnection) -> None:
    for defect in (
        "customer_id is null", "order_id is null", "ordered_at is null", "line_amount is null",
        "year(ordered_at) = 2099", "year(ordered_at) = 1899",
    ):
        assert lines.execute(f"from lines where {defect} limit 1").fetchall(), defect
