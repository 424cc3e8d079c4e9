"""The comparison of two builds finds every kind of difference, and no other."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import parity

COLUMNS = {
    "customer_id": "string", "day": "date", "name": "string", "orders": "bigint",
    "revenue": "decimal(18, 2)", "likelihood": "double", "is_new": "boolean",
    "seen_at": "timestamp",
}
ROWS = """
    ('C1', '2024-01-31', 'Ann', 3, 12.50, 0.25, true, '2024-01-31 14:05:00.250'),
    ('C2', '2024-01-31', '', 0, -0.10, -1e-20, false, null),
    ('C2', '2024-02-29', null, null, null, null, null, null),
    ('C3', '2024-01-31', 'O''Hara' || chr(10) || '😀', 1, 0.00, 'nan', true, null)
"""
TABLES = f"""
    create schema segmentation;
    create table segmentation.fct_planted ({', '.join(map(' '.join, COLUMNS.items()))});
    insert into segmentation.fct_planted values {ROWS};
    create table segmentation.fct_without_key (reason varchar);
    insert into segmentation.fct_without_key values ('odd'), ('odd'), (null);
    create table segmentation.fct_pipeline_runs (run_id varchar);
"""
ONE = "where customer_id = 'C1'"


def mart(name: str, columns: dict[str, str], key: list[str], **node: object) -> dict[str, object]:
    """A mart as dbt's manifest has it."""
    typed = {
        column: {"name": column, "data_type": kind, "constraints": []}
        for column, kind in columns.items()
    }
    return {
        "resource_type": "model", "package_name": "customer_segmentation", "access": "public",
        "config": {"materialized": "table"}, "schema": "segmentation", "name": name,
        "alias": name, "columns": typed,
        "constraints": [{"type": "primary_key", "columns": key}] if key else [], **node,
    }


class Desk:
    """Two equal builds, and what the comparison says of them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.one, self.other = folder / "one.duckdb", folder / "other.duckdb"
        self.manifest, self.capsys = folder / "manifest.json", capsys
        nodes = [
            mart("fct_planted", COLUMNS, ["customer_id", "day"]),
            mart("fct_without_key", {"reason": "string"}, []),
            # none of these is compared, and none is there
            mart("fct_pipeline_runs", {"run_id": "string"}, ["run_id"]),
            mart("fct_data_quality", {"run_id": "string"}, ["run_id"]),
            mart("int_inner", {"id": "string"}, ["id"], access="protected"),
            mart("sem_view", {"id": "string"}, ["id"], config={"materialized": "view"}),
            mart("fct_elsewhere", {"id": "string"}, ["id"], package_name="acme"),
            {"resource_type": "test"},
        ]
        self.manifest.write_text(json.dumps({"nodes": dict(enumerate(nodes))}))
        for file in (self.one, self.other):
            with duckdb.connect(str(file)) as connection:
                connection.execute(TABLES)

    def plant(self, *statements: str) -> None:
        with duckdb.connect(str(self.other)) as connection:
            for statement in statements:
                connection.execute(statement)

    def compare(self, *options: str) -> tuple[int, str]:
        arguments = [str(self.one), str(self.other), "--manifest", str(self.manifest), *options]
        code = parity.main(arguments)
        said = self.capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    yield Desk(tmp_path, capsys)


def test_equal_builds_are_equal(desk: Desk) -> None:
    desk.plant("update segmentation.fct_pipeline_runs set run_id = 'another'")
    code, said = desk.compare()
    assert code == 0, said
    assert said.startswith("2 marts, 7 rows: all equal. Left out")


PLANTED = {
    "a mart that is missing": ("drop table segmentation.fct_planted", ["is missing in the second"]),
    "a row that is missing": (
        f"delete from segmentation.fct_planted {ONE}",
        ["4 and 3 rows", "[customer_id=C1, day=2024-01-31] is missing in the second"],
    ),
    "a row too many": (
        "insert into segmentation.fct_planted (customer_id, day) values ('C9', '2024-01-31')",
        ["4 and 5 rows", "[customer_id=C9, day=2024-01-31] is missing in the first"],
    ),
    "a row without key that is there less often": (
        "delete from segmentation.fct_without_key where reason = 'odd';"
        "insert into segmentation.fct_without_key values ('odd')",
        ["fct_without_key: 1 differences, 3 and 2 rows", "[reason=odd] is missing in the second"],
    ),
    "more decimal places of equal values": (
        "alter table segmentation.fct_planted alter revenue type decimal(18, 4)",
        ["revenue is DECIMAL(18,2) in the first and DECIMAL(18,4) in the second"],
    ),
    "a column too many": (
        "alter table segmentation.fct_planted add column other integer",
        ["other in the second is in no contract"],
    ),
    **{
        f"another {change}": (f"update segmentation.fct_planted set {change} {ONE}", [said])
        for change, said in {
            "revenue = 12.51": "revenue: 12.50 in the first, 12.51 in the second",
            "name = 'Ann '": "name: 'Ann' in the first, 'Ann ' in the second",
            "seen_at = '2024-01-31 14:05:00.251'":
                "14:05:00.250000 in the first, 2024-01-31 14:05:00.251000 in the second",
            "likelihood = 0.25 * (1 + 1.1e-9)": "likelihood: 0.25 in the first, 0.250000000",
            "likelihood = 'nan'": "likelihood: 0.25 in the first, nan in the second",
            "orders = null": "orders: 3 in the first, null in the second",
        }.items()
    },
}


@pytest.mark.parametrize("difference", PLANTED)
def test_a_difference_is_found(desk: Desk, difference: str) -> None:
    statements, told = PLANTED[difference]
    desk.plant(*statements.split(";"))
    code, said = desk.compare()
    assert code == 1, said
    assert "differences in 1 of them." in said
    for words in told:
        assert words in said, said
    # the other way round the same is found
    desk.one, desk.other = desk.other, desk.one
    assert desk.compare()[0] == 1


def test_floats_within_the_tolerance_are_equal(desk: Desk) -> None:
    desk.plant(
        f"update segmentation.fct_planted set likelihood = 0.25 * (1 + 0.9e-9) {ONE}",
        "update segmentation.fct_planted set likelihood = likelihood * (1 - 0.9e-9) "
        "where customer_id = 'C2'",
    )
    code, said = desk.compare()
    assert code == 0, said


def test_examples_are_few_and_differences_all_counted(desk: Desk) -> None:
    desk.plant("update segmentation.fct_planted set name = 'x', orders = 99")
    code, said = desk.compare("--lines", "3")
    assert code == 1 and said.count("customer_id=") == 3 and "and 5 more" in said
    assert "fct_planted: 8 differences, 4 and 4 rows" in said
    assert "2 marts, 7 rows: 8 differences in 1 of them." in said


def test_parquet_files_are_a_build(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    (folder / "fct_planted.parquet").mkdir(parents=True)
    with duckdb.connect(str(desk.one)) as connection:
        for part in ("customer_id < 'C2'", "customer_id >= 'C2'"):
            rows = f"select * from segmentation.fct_planted where {part}"
            file = f"{folder}/fct_planted.parquet/{part[12]}.parquet"
            connection.execute(f"copy ({rows}) to '{file}'")
        file = f"{folder}/fct_without_key.parquet"
        connection.execute(f"copy segmentation.fct_without_key to '{file}'")
    desk.other = folder
    code, said = desk.compare()
    assert code == 0, said
    (folder / "fct_without_key.parquet").unlink()
    code, said = desk.compare()
    assert code == 1 and "is missing in parquet" in said


@pytest.mark.parametrize("missing", ["one", "other", "manifest", "marts"])
def test_what_cannot_be_read_is_no_comparison(desk: Desk, missing: str) -> None:
    if missing == "marts":
        desk.manifest.write_text(json.dumps({"nodes": {}}))
    else:
        getattr(desk, missing).unlink()
    code, said = desk.compare()
    assert code == 2 and said.startswith("Nothing was compared: ")
    assert missing != "marts" or "knows no public mart" in said
