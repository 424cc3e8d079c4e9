"""The demo on PostgreSQL: built and tested there, and every mart equal to that of DuckDB."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import load
import parity
from dbt_runs import Build, Builder, run_dbt
from engines import postgres
from engines.postgres_server import NoServer, find_programs, postgres_server

PASSWORD = "open-sesame-0816"

psycopg2 = pytest.importorskip("psycopg2")


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """A server of its own, named by the environment while these tests run."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not (find_programs() or may_install):
        pytest.skip("no PostgreSQL server here")
    with pytest.MonkeyPatch.context() as environment, postgres_server() as variables:
        for name, value in variables.items():
            environment.setenv(name, value)
        # the server trusts whoever asks: what it is told nevertheless must go no further
        environment.setenv("SEGMENTATION_POSTGRES_PASSWORD", PASSWORD)
        yield variables


@pytest.fixture(scope="module")
def operate(server: dict, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Run a command of dbt on the server."""
    folder = tmp_path_factory.mktemp("postgres")
    at = (folder / "none.duckdb", folder / "target", "SEGMENTATION_DUCKDB_PATH")
    return lambda *command: run_dbt(package, [*command, "--target", "postgres"], *at)


@pytest.fixture(scope="module")
def on_postgres(operate: Builder) -> Build:
    """The demo company, built and tested on PostgreSQL."""
    return operate("build", "--exclude-resource-types", "unit_test")


def answer(query: str, role: str = "none") -> list[tuple[Any, ...]]:
    with postgres.connected() as cursor:
        cursor.execute(f"set role {role}")
        cursor.execute(query)
        return cursor.fetchall()


def as_reader(query: str) -> list[tuple[Any, ...]]:
    return answer(query, "bi_reader")


def test_the_demo_builds_and_passes_its_tests(on_postgres: Build) -> None:
    assert on_postgres.ok, on_postgres.said[-3000:]
    assert not on_postgres.warnings


def test_the_server_sorts_text_unlike_duckdb(server: dict[str, str]) -> None:
    assert answer("select 'a' < 'B', 'a' < 'B' collate \"C\"") == [(True, False)]


def test_every_mart_is_that_of_duckdb(on_postgres: Build, demo: Build) -> None:
    found = parity.compare(str(demo.database), "postgres", demo.target / "manifest.json", 5)
    assert {comparison.mart for comparison in found} == set(demo.marts())
    assert not any(comparison.differences for comparison in found), parity.report(found)
    assert sum(comparison.rows[1] or 0 for comparison in found) > 100_000


def test_runs_are_recorded(on_postgres: Build) -> None:
    [(tests, failed, version)] = answer(
        "select tests_run, tests_failed, engine_version from segmentation_work.pipeline_run_log "
        "where finished_at is not null"
    )
    assert tests > 100 and failed == 0 and version.split(".")[0].isdigit()


@pytest.mark.parametrize("violation", [
    "insert into segmentation.dim_segments select * from segmentation.dim_segments limit 1",
    "insert into segmentation.dim_segments (scheme) values ('rfm')",
    "update segmentation.dim_dates set weekday_number = 8",
])
def test_a_violation_is_refused(on_postgres: Build, violation: str) -> None:
    with pytest.raises(psycopg2.IntegrityError):
        answer(f"{violation} returning 1")


@pytest.fixture(scope="module")
def reader(on_postgres: Build, operate: Builder) -> None:
    # what is there already stays, and twice is as good as once
    for _ in range(2):
        made = operate("run-operation", "create_bi_reader")
        assert made.ok, made.said[-2000:]


def test_a_reader_of_marts_reads_every_mart(reader: None, demo: Build) -> None:
    for mart in [*demo.marts(), "fct_pipeline_runs", "fct_data_quality"]:
        assert len(as_reader(f"select 1 from segmentation.{mart} limit 1")) <= 1


def test_a_reader_of_marts_is_refused_everything_else(reader: None) -> None:
    answer("create schema if not exists raw; create table raw.secret as select 1 as one; select 1")
    tables = answer(
        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in "
        "('raw', 'segmentation_work', 'segmentation_demo') "
        "union all select format('%I.%I', schemaname, viewname) from pg_views "
        "where schemaname = 'segmentation_work'"
    )
    assert len(tables) > 80
    for (table,) in tables:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            as_reader(f"select 1 from {table} limit 1")


@pytest.mark.parametrize("statement", [
    "insert into segmentation.dim_segments select * from segmentation.dim_segments",
    "update segmentation.dim_customers set email = null",
    "delete from segmentation.fct_insights",
    "drop table segmentation.fct_insights",
    "create table segmentation.mine as select 1 as one",
    "create table public.mine as select 1 as one",
    "create schema mine",
    "create role mine",
])
def test_a_reader_of_marts_changes_nothing(reader: None, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_reader(statement)


def test_a_reader_of_marts_gives_nothing_on(reader: None) -> None:
    """PostgreSQL warns and grants nothing."""
    as_reader("grant select on segmentation.fct_insights to public; select 1")
    assert answer(
        "select count(*) from information_schema.role_table_grants "
        "where grantee = 'PUBLIC' and table_schema = 'segmentation'"
    ) == [(0,)]


def test_a_rebuilt_mart_is_read_as_before(reader: None, operate: Builder) -> None:
    oid = "select 'segmentation.fct_catalogue_coverage'::regclass::oid"
    before = answer(oid)
    assert operate("run", "--select", "fct_catalogue_coverage").ok
    assert answer(oid) != before
    assert as_reader("select count(*) > 0 from segmentation.fct_catalogue_coverage") == [(True,)]


@pytest.mark.parametrize("role", ['x"; drop schema raw; --', "pg_monitor"])
def test_a_role_that_is_no_plain_name_is_refused(operate: Builder, role: str) -> None:
    made = operate("run-operation", "create_bi_reader", "--args", json.dumps({"role": role}))
    assert not made.ok
    assert "allowed: lower-case letters, digits and _" in made.said


def test_the_password_is_written_nowhere(
    on_postgres: Build, operate: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = operate("docs", "generate", "--no-compile")
    monkeypatch.setenv("SEGMENTATION_POSTGRES_PORT", "1")
    refused = operate("run", "--select", "fct_catalogue_coverage")
    assert described.ok and not refused.ok and "port 1 failed" in refused.said
    files = [path for path in on_postgres.target.rglob("*") if path.is_file()]
    made = {"manifest.json", "partial_parse.msgpack", "run_results.json", "catalog.json", "dbt.log"}
    assert made <= {path.name for path in files} and len(files) > 500
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    for build in (on_postgres, described, refused):
        assert PASSWORD not in build.said


def test_the_password_is_in_no_record_of_runs(server: dict[str, str], reader: None) -> None:
    for log in ("pipeline_run_log", "data_quality_log"):
        held = f"from segmentation_work.{log} as log where log::text like '%{PASSWORD}%'"
        assert answer(f"select count(*) {held}") == [(0,)]


TEXTS = ["", " ", "null", r"\N", "NULL", "it's", 'a "quote"', '"', "a,b", "two\nlines", "a\r\nb",
         "tab\t", "😀 Żak", "\\", "\\.", None]


@pytest.mark.parametrize("how", ["format csv, force_quote (content)", "format parquet"])
def test_loading_keeps_every_character(server: dict[str, str], tmp_path: Path, how: str) -> None:
    path = tmp_path / f"texts.{'csv' if 'csv' in how else 'parquet'}"
    with duckdb.connect() as connection:
        connection.execute("create table texts (number integer, content varchar)")
        connection.executemany("insert into texts values (?, ?)", list(enumerate(TEXTS)))
        connection.execute(f"copy texts to '{path}' ({how})")
    # once more, in place of the first
    for _ in range(2):
        assert load.main([str(path), "raw.texts"]) == 0
    rows = answer("select cast(number as integer), content from raw.texts order by 1")
    assert rows == list(enumerate(TEXTS))


def test_what_cannot_be_loaded_leaves_the_table(
    server: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.parquet"
    good.write_text("a\n1\n")
    assert load.main([str(good), "raw.kept"]) == 0
    with duckdb.connect() as connection:
        # PostgreSQL has no such character
        connection.execute(f"copy (select chr(0) as a) to '{bad}' (format parquet)")
    for file, table in ((str(bad), "raw.kept"), ("lines.xlsx", "raw.kept"), (str(good), "kept")):
        assert load.main([file, table]) == 1
        assert "Nothing was loaded" in capsys.readouterr().err
    assert answer("select * from raw.kept") == [("1",)]


def test_a_table_may_have_any_name(server: dict[str, str], tmp_path: Path) -> None:
    names = ['o"dd', "x; drop schema raw cascade; --", "it's", "%s", "{{ 7 }}", "a.b"]
    file = tmp_path / "it's; --.csv"
    file.write_text('"a""b; --",%s\n1,2\n', encoding="utf-8")
    for name in names:
        assert load.load(str(file), f"raw.{name}") == 1
    tables = answer("select tablename from pg_tables where schemaname = 'raw'")
    assert set(names) <= {name for (name,) in tables}
    assert load.main([str(file), "raw.a\x00b"]) == 1


def test_no_server_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("find_programs", "install_programs"):
        monkeypatch.setattr(f"engines.postgres_server.{name}", lambda: None)
    with pytest.raises(NoServer, match="apt install postgresql"), postgres_server():
        pass
