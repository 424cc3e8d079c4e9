"""What is published: a whole, tested build, with its keys, docs and one id; else a sentence."""

import fcntl
import functools
import json
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import publish
import publishing_desk
from dbt_runs import Build
from publishing_desk import DATABASE, MARTS, TESTS, Desk

Patch = pytest.MonkeyPatch
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: its exit code and what it said."""

    def publish_it(desk: Desk, *more: str) -> tuple[int, str]:
        code = publish.main([*desk.arguments, *more])
        out, err = capsys.readouterr()
        # a sentence on stderr when it failed, and nothing there when it didn't
        assert bool(err) == bool(code)
        return code, err if code else out

    return publish_it


@pytest.fixture
def first(desk: Desk, run: Run) -> str:
    """The id of a release that readers see."""
    run_id = desk.build()
    assert run(desk)[0] == 0
    return run_id


def refused(run: Run, desk: Desk, *more: str) -> str:
    """Return the one sentence for what can't be published; nothing may have changed by it."""
    before = desk.everything()
    code, said = run(desk, *more)
    assert code == 1
    assert said.count("\n") == 1 and said.endswith(".\n"), said
    assert desk.everything() == before | {".lock": b""}
    assert desk.litter() == set()
    return said


def test_a_build_is_published_with_one_id_everywhere(desk: Desk, run: Run) -> None:
    run_id = desk.build()
    code, said = run(desk)
    assert code == 0
    assert f"Published release {run_id}: 3 marts, 21 rows, as of 2025-12-31." in said
    assert "make rollback" not in said
    assert desk.look() == run_id
    about = json.loads((desk.folder / "release.json").read_text())
    assert about["marts"] == {"dim_customers": 10, "fct_customer_metrics": 10,
                              "fct_pipeline_runs": 1}
    assert (about["follows"], about["built_at"]) == (None, "2026-01-01T00:02:00Z")
    with duckdb.connect(str(desk.folder / DATABASE), read_only=True) as connection:
        tables = "select schema_name || '.' || table_name from duckdb_tables() order by all"
        assert connection.execute(tables).fetchall() == [
            ("main.release",), *((f"segmentation.{mart}",) for mart in MARTS)
        ]
        rows = connection.execute("from release").fetchall()
    [(release_id, version, as_of_date, _, published_at)] = rows
    assert (release_id, version, str(as_of_date)) == (run_id, "0.1.0", "2025-12-31")
    assert about["published_at"] == published_at.isoformat() + "Z"
    # 64 is the storage of DuckDB 0.10 to 1.1, that older clients open; 1.2 has 65, 1.4 has 67
    header = (desk.folder / DATABASE).read_bytes()[:20]
    assert (header[8:12], struct.unpack("<Q", header[12:])) == (b"DUCK", (64,))
    assert not list(desk.folder.rglob("*.wal"))
    # rows lie in the order of the key
    ids = f"select customer_id from '{desk.folder}/parquet/fct_customer_metrics.parquet'"
    assert duckdb.execute(ids).fetchall() == [(f"C{number}",) for number in range(10)]


@pytest.mark.parametrize(("umask", "folder"), [(0o022, 0o755), (0o077, 0o755), (0o022, 0o750)])
def test_whoever_may_enter_the_folder_reads_all_of_it(
    desk: Desk, run: Run, umask: int, folder: int
) -> None:
    desk.build()
    if folder != 0o755:
        desk.folder.mkdir(mode=folder)
    before = os.umask(umask)
    try:
        assert run(desk)[0] == 0
    finally:
        os.umask(before)
    shown = [path for path in desk.folder.rglob("*") if not path.is_symlink()]
    modes = {path.name: path.stat().st_mode & 0o777 for path in shown if path.name != ".lock"}
    assert desk.folder.stat().st_mode & 0o777 == folder
    assert {mode for name, mode in modes.items() if "." not in name} == {0o755}
    # and nobody writes into a release
    assert {mode for name, mode in modes.items() if "." in name} == {0o444}
    assert len(modes) > 7


def test_a_lock_that_is_a_link_leaves_alone_what_it_points_to(desk: Desk, run: Run) -> None:
    desk.build()
    theirs, lock = desk.folder.with_name("theirs.txt"), desk.folder / ".lock"
    theirs.write_text("theirs", encoding="utf-8")
    desk.folder.mkdir()
    lock.symlink_to(theirs)
    assert run(desk) == (1, f"{lock} is in the way: it is a link, move it away.\n")
    lock.unlink()
    # a second name of a file is no link that could be refused, and nothing is written to it
    lock.hardlink_to(theirs)
    assert run(desk)[0] == 0
    assert theirs.read_text(encoding="utf-8") == "theirs"


def test_runs_are_marked_as_published_if_late(
    desk: Desk, run: Run, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    def in_use(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not set lock on file")

    first = desk.build()
    monkeypatch.setattr(publish, "SECONDS_TO_MARK", 0)
    with monkeypatch.context() as broken:
        broken.setattr(publish, "mark_published", in_use)
        assert publish.main(desk.arguments) == 0
    assert "the next `make publish` does it" in capsys.readouterr().err
    marked = "select distinct run_id from {} where is_published order by run_id"
    mart, log = "segmentation.fct_pipeline_runs", "segmentation_work.pipeline_run_log"
    assert (desk.look(), desk.rows(marked.format(mart))) == (first, [])
    # one that is built and never published, and one that is
    _, last = desk.build(), desk.build()
    run(desk)
    assert desk.rows(marked.format(mart)) == [(first,), (last,)]
    assert desk.rows(marked.format(log)) == [(first,), (last,)]
    with duckdb.connect(str(desk.folder / DATABASE), read_only=True) as connection:
        assert connection.execute(marked.format(mart)).fetchall() == [(first,), (last,)]


def test_what_is_shown_already_is_not_published_again(desk: Desk, run: Run, first: str) -> None:
    assert f"dbt build {first} of 2026-01-01 00:02 UTC is what" in refused(run, desk)
    # unless somebody has emptied the folder
    (desk.folder / "releases").rename(desk.folder.with_name("elsewhere"))
    assert run(desk)[0] == 0
    assert desk.look() == first


def test_rollback_goes_back_and_publish_goes_forward(desk: Desk, run: Run) -> None:
    code, said = run(desk, "--rollback")
    assert (code, said.startswith("Nothing is published in ")) == (1, True)
    ids = [desk.build()]
    run(desk)
    for _ in range(2):
        ids.append(desk.build())
        assert f"`make rollback` goes back to {ids[-2]}." in run(desk)[1]
    assert run(desk, "--rollback")[0] == 0
    assert run(desk, "--rollback") == (
        0, f"Back to release {ids[0]}; `make publish` goes forward again.\n"
    )
    assert run(desk)[0] == 0
    assert desk.look() == ids[2]
    # one that was taken back is not gone back to
    run(desk, "--rollback")
    better = desk.build()
    run(desk)
    assert desk.look() == better
    assert not (desk.folder / "releases" / ids[2]).exists()
    assert run(desk, "--rollback")[0] == 0
    assert desk.look() == ids[1]


@pytest.mark.parametrize(("more", "kept"), [((), 4), (("--keep", "1"), 2)])
def test_so_many_releases_before_the_current_are_kept(
    desk: Desk, run: Run, more: tuple[str, ...], kept: int
) -> None:
    ids = []
    for _ in range(6):
        ids.append(desk.build())
        assert run(desk, *more)[0] == 0
    assert sorted(path.name for path in (desk.folder / "releases").iterdir()) == ids[-kept:]
    assert desk.litter() == set()
    for before in reversed(ids[-kept:-1]):
        assert run(desk, "--rollback")[0] == 0
        assert desk.look() == before
    said = refused(run, desk, "--rollback")
    assert said.startswith(f"There is no release before {ids[-kept]}")


def test_one_release_at_least_is_kept(desk: Desk, run: Run) -> None:
    desk.build()
    for keep in ("0", "-1", "abc", "", "1.5"):
        said = (1, f"KEEP is {keep!r}; allowed: a whole number from 1.\n")
        assert run(desk, f"--keep={keep}") == said
    assert not desk.folder.exists()


@pytest.mark.usefixtures("first")
def test_a_release_that_does_not_say_what_it_is_is_named(desk: Desk, run: Run) -> None:
    about = (desk.folder / "release.json").resolve()
    about.parent.chmod(0o755)
    about.chmod(0o644)
    about.write_text('{"release_id": ', encoding="utf-8")
    desk.build()
    mend = f"remove the folder {about.parent}, and `make publish` makes the release again.\n"
    for asked in ((), ("--rollback",)):
        said = refused(run, desk, *asked)
        assert said.startswith(f"{about} is broken (Expecting value") and said.endswith(mend)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"status": "failed", "models_failed": 2}, "failed (2 models and 0 tests)"),
        ({"tests_failed": 1}, "failed (0 models and 1 tests)"),
        ({"status": "failed", "command": "test", "models_built": 0, "tests_failed": 3},
         "dbt test run-0002 of 2026-01-01 00:04 UTC failed (0 models and 3 tests)"),
        ({"status": "started"}, "has begun and never ended"),
        ({"command": "build --empty"}, "dbt build --empty run-0002 of 2026-01-01 00:04 UTC read"),
        ({"command": "build --sample"}, "read only a part of the input"),
        ({"models_built": 3}, "built 3 of 4 models and ran 2 of 2 data tests"),
        ({"tests": TESTS[1:]}, "built 4 of 4 models and ran 1 of 2 data tests"),
        ({"command": "run"}, "dbt run run-0002"),
    ],
)
def test_only_a_whole_build_that_succeeded_is_published(
    desk: Desk, run: Run, first: str, change: dict[str, object], sentence: str
) -> None:
    desk.build(**change)
    assert sentence in refused(run, desk)
    assert desk.look() == first
    # and neither is it the one before it, whose marts are gone; but the one that comes after
    last = desk.build()
    assert run(desk)[0] == 0
    assert desk.look() == last


def test_an_id_that_leads_elsewhere_is_refused(desk: Desk, run: Run) -> None:
    before = desk.build()
    for run_id in ("../outside", "/tmp/x", "", "a/b", "..", "a b", "a\nb"):
        for table in ("pipeline_run_log", "data_quality_log"):
            change = f"update segmentation_work.{table} set run_id = $new where run_id = $old"
            desk.execute(change, new=run_id, old=before)
        assert "is no id that dbt gives a run" in refused(run, desk)
        before = run_id


def test_folders_may_have_any_name(tmp_path: Path, run: Run, monkeypatch: Patch) -> None:
    monkeypatch.setattr(publish, "write_page", publishing_desk.write_page)
    for name in ("it's", 'a "b"; c', "{{ 7 * 7 }}", "a\nb", "ü %s $HOME", "--x"):
        (tmp_path / name).mkdir()
        desk = Desk(tmp_path / name)
        run_id = desk.build()
        assert run(desk)[0] == 0
        assert (desk.folder / "current").resolve().name == run_id


def test_a_clock_that_is_put_back_hides_no_build(desk: Desk, run: Run, first: str) -> None:
    second = desk.build(minutes=-600)
    assert run(desk)[0] == 0
    assert desk.look() == second
    desk.build(minutes=-700, status="failed", tests_failed=1)
    assert "failed (0 models and 1 tests)" in refused(run, desk)
    assert run(desk, "--rollback")[0] == 0
    assert desk.look() == first


def test_what_is_missing_is_named(desk: Desk, run: Run) -> None:
    assert "No run on record has built the marts" in run(desk)[1]
    run_id = desk.build()
    # what changes no mart is no obstacle
    desk.build(command="test", models_built=0, tests=TESTS[:1])
    desk.build(command="seed", models_built=0, tests=())
    assert run(desk)[0] == 0
    assert desk.look() == run_id
    desk.build()
    for mart, lacking in (("fct_customer_metrics", ""), ("dim_customers", "dim_customers, ")):
        desk.execute(f"drop table segmentation.{mart}")
        assert f"lacks {lacking}fct_customer_metrics;" in refused(run, desk)
    desk.execute("drop table segmentation_work.pipeline_run_log")
    assert "No run on record has built the marts" in refused(run, desk)
    for text, sentence in (
        ("[]", "is no manifest of dbt"), ('{"nodes": {}}', "knows no mart of customer_segmentation")
    ):
        desk.manifest.write_text(text)
        assert sentence in refused(run, desk)
    desk.manifest.unlink()
    assert f"{desk.manifest} is not there" in refused(run, desk)
    desk.manifest.write_text(json.dumps(publishing_desk.manifest()))
    desk.working.write_bytes(b"no database, " * 1_000)
    assert "stays as it was: IO Error" in refused(run, desk)
    desk.working.unlink()
    assert f"{desk.working} does not exist yet: run `make build`." in refused(run, desk)
    assert desk.look() == run_id


def test_a_working_file_in_use_is_said(desk: Desk, run: Run) -> None:
    desk.build()
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(desk.working)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as build:
        build.stdout.readline()
        assert refused(run, desk) == (
            f"{desk.working} is in use, by a build perhaps: try again when that is through.\n"
        )
        build.communicate("\n")
    assert run(desk)[0] == 0


@pytest.mark.usefixtures("first")
def test_two_publish_one_after_the_other(desk: Desk, run: Run) -> None:
    desk.build()
    with (desk.folder / ".lock").open("w") as file:
        # the weaker lock is enough, and shows that publishing asks for the stronger one
        fcntl.flock(file, fcntl.LOCK_SH)
        for more in ((), ("--rollback",)):
            assert "Somebody else is publishing to" in refused(run, desk, *more)
    assert run(desk)[0] == 0


@pytest.mark.parametrize("name", [DATABASE, "parquet", "current"])
def test_what_others_put_there_is_not_overwritten(desk: Desk, run: Run, name: str) -> None:
    theirs = desk.folder / name / ("mine" if name == "parquet" else "")
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    desk.build()
    code, said = run(desk)
    assert (code, f"{desk.folder / name} is in the way" in said) == (1, True)
    assert theirs.read_text() == "mine"


@pytest.mark.usefixtures("first")
def test_without_a_page_nothing_is_published(desk: Desk, run: Run, monkeypatch: Patch) -> None:
    def write_page(database: Path, page: Path, release_id: str, manifest: Path) -> None:
        page.write_text("half")
        raise ValueError("no figures.\nMore of it")

    desk.build()
    monkeypatch.setattr(publish, "write_page", write_page)
    assert refused(run, desk) == "Not published: no page could be made (no figures).\n"


def test_a_file_that_cannot_grow_leaves_the_last_release(desk: Desk, run: Run, first: str) -> None:
    desk.build()
    before = desk.everything()
    command = [sys.executable, publishing_desk.__file__, "publish", *desk.arguments]
    for size in (100, 300_000, 900_000):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "stays as it was: " in done.stderr and "File too large" in done.stderr
        assert desk.everything() == before
        assert (desk.litter(), desk.look()) == (set(), first)
    assert run(desk)[0] == 0


@pytest.mark.usefixtures("first")
def test_a_folder_that_is_read_only_is_said(desk: Desk, run: Run, monkeypatch: Patch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "there")

    desk.build()
    run(desk)
    desk.build()
    for step, more in (("begin", ()), ("switch", ("--rollback",))):
        with monkeypatch.context() as read_only:
            read_only.setattr(publish.Releases, step, refuse)
            said = "Cannot write there (Permission denied): readers see what they saw.\n"
            assert refused(run, desk, *more) == said


def test_the_demo_is_published_as_it_was_built(demo: Build, published: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{demo.database}' as working (read_only)")
        connection.execute(f"attach '{published / DATABASE}' as release (read_only)")
        marts = sorted(demo.tables()["segmentation"])
        about = json.loads((published / "release.json").read_text())
        assert sorted(about["marts"]) == marts and len(marts) > 20
        files = sorted(path.stem for path in (published / "parquet").iterdir())
        assert files == marts
        for mart in marts:
            built = connection.sql(f"from working.segmentation.{mart}")
            shown = connection.sql(f"from release.segmentation.{mart}")
            file = connection.sql(f"from '{published}/parquet/{mart}.parquet'")
            assert built.columns == shown.columns == file.columns
            assert built.types == shown.types == file.types
            assert len(built) == len(shown) == about["marts"][mart]
            assert shown.except_(built).fetchall() == []
            assert shown.fetchall() == file.fetchall()
    constraints = (
        "select table_name, constraint_text, constraint_column_names from duckdb_constraints() "
        "where schema_name = 'segmentation' order by all"
    )
    with duckdb.connect(str(published / DATABASE), read_only=True) as connection:
        keys = connection.execute(constraints).fetchall()
        undescribed = connection.execute(
            "select table_name, '' from duckdb_tables() where coalesce(comment, '') = '' "
            "union all select table_name, column_name from duckdb_columns() "
            "where not internal and coalesce(comment, '') = ''"
        ).fetchall()
    assert keys == demo.rows(constraints)
    assert sum("PRIMARY KEY" in text for _, text, _ in keys) > 30
    assert undescribed == []


def test_equal_marts_are_equal_files(demo: Build, published: Path, tmp_path: Path) -> None:
    publish.publish(demo.database, tmp_path / "again", demo.target / "manifest.json")
    for path in (published / "parquet").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / "parquet" / path.name).read_bytes()
