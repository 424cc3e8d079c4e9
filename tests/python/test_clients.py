"""Other people's clients, if installed (group `clients`), find the marts and the same rows."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dbt_runs import Build, Row
from publishing_desk import DATABASE

QUERY = """
    select segment, customers, revenue
    from segmentation.fct_segment_summary
    where scheme = 'rfm'
    order by segment_rank
"""
COLUMNS = ["segment", "customers", "revenue"]


@pytest.fixture(scope="module")
def rows(demo: Build) -> list[Row]:
    """What the query gives on the working file: text, a count, and an exact amount."""
    found = demo.rows(QUERY)
    assert len(found) == 5
    return found


@pytest.mark.filterwarnings("ignore:duckdb-engine doesn't yet support reflection on indices")
def test_sqlalchemy_reflects_the_marts_and_reads_them(
    demo: Build, published: Path, rows: list[Row]
) -> None:
    pytest.importorskip("duckdb_engine")
    alchemy = pytest.importorskip("sqlalchemy")
    engine = alchemy.create_engine(
        f"duckdb:///{published / DATABASE}", connect_args={"read_only": True}
    )
    names = alchemy.inspect(engine).get_table_names(schema="segmentation")
    assert set(names) == demo.tables()["segmentation"]
    table = alchemy.Table(
        "fct_segment_summary", alchemy.MetaData(), schema="segmentation", autoload_with=engine
    )
    assert str(table.columns["revenue"].type) == "NUMERIC(18, 2)"
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(alchemy.text(QUERY))] == rows
    engine.dispose()


def test_adbc_reads_the_marts(published: Path, rows: list[Row]) -> None:
    adbc = pytest.importorskip("adbc_driver_manager.dbapi")
    pytest.importorskip("pyarrow")
    library = sys.modules["_duckdb"].__file__
    where = {"path": str(published / DATABASE), "access_mode": "READ_ONLY"}
    with adbc.connect(
        driver=library, entrypoint="duckdb_adbc_init", db_kwargs=where, autocommit=True
    ) as connection, connection.cursor() as cursor:
        cursor.execute(QUERY)
        assert cursor.fetchall() == rows


def test_polars_pandas_and_pyarrow_read_the_files(published: Path, rows: list[Row]) -> None:
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    parquet = pytest.importorskip("pyarrow.parquet")
    file = published / "parquet" / "fct_segment_summary.parquet"
    frame = polars.read_parquet(file)
    frame = frame.filter(polars.col("scheme") == "rfm").sort("segment_rank")
    assert frame.select(COLUMNS).rows() == rows
    frame = pandas.read_parquet(file)
    frame = frame[frame["scheme"] == "rfm"].sort_values("segment_rank")
    assert list(frame[COLUMNS].itertuples(index=False, name=None)) == rows
    release_id = json.loads((published / "release.json").read_text())["release_id"]
    for path in (published / "parquet").iterdir():
        told = parquet.read_metadata(path).metadata
        assert (told[b"release_id"].decode(), told[b"mart"].decode()) == (release_id, path.stem)


def test_the_command_line_reads_the_marts(published: Path, rows: list[Row]) -> None:
    here = str(Path(sys.executable).parent)
    program = shutil.which("duckdb", path=here) or shutil.which("duckdb")
    if program is None:
        pytest.skip("duckdb-cli is not installed")
    command = [program, "-readonly", "-json", str(published / DATABASE), "-c", QUERY]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = [tuple(str(value) for value in row.values()) for row in json.loads(done.stdout)]
    assert found == [tuple(map(str, row)) for row in rows]
