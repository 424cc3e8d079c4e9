"""What is published: a whole, tested build, with its keys, docs and one id; else a sentence."""

import fcntl
import json
import os
import resource
import struct
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import publish
import publishing_desk
from dbt_runs import Build
from publishing.progress import Progress
from publishing_desk import DATABASE, MARTS, TESTS, Desk

# a root user may write anywhere: this takes that right away before it becomes the program
AS_AN_ORDINARY_USER = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
os.execv(sys.argv[1], sys.argv[1:])
"""


class Said:
    """Runs the command in this process; has its exit code and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]):
        self.capsys = capsys

    def __call__(self, desk: Desk, *more: str) -> tuple[int, str]:
        code = publish.main([*desk.arguments, *more])
        out, err = self.capsys.readouterr()
        # a sentence on stderr when it failed, and nothing there when it didn't
        assert bool(err) == bool(code)
        return code, err if code else out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Said:
    return Said(capsys)


def refused(run: Said, desk: Desk, *more: str) -> str:
    """Return the one sentence for what can't be published; nothing may have changed by it."""
    before = desk.everything()
    code, said = run(desk, *more)
    assert code == 1
    assert said.count("\n") == 1 and said.endswith(".\n"), said
    assert desk.everything() == before | {".lock": b""}
    assert desk.litter() == set()
    return said


def test_a_build_is_published_with_one_id_everywhere(desk: Desk, run: Said) -> None:
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
    desk: Desk, run: Said, umask: int, folder: int
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


def test_a_lock_that_is_a_link_leaves_alone_what_it_points_to(desk: Desk, run: Said) -> None:
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


def test_the_run_is_marked_as_published(desk: Desk, run: Said) -> None:
    first = desk.build()
    run(desk)
    skipped, last = desk.build(), desk.build()
    run(desk)
    published = "select distinct run_id from {} where is_published order by run_id"
    mart, log = "segmentation.fct_pipeline_runs", "segmentation_work.pipeline_run_log"
    assert skipped not in (first, last)
    assert desk.rows(published.format(mart)) == [(first,), (last,)]
    assert desk.rows(published.format(log)) == [(first,), (last,)]
    with duckdb.connect(str(desk.folder / DATABASE), read_only=True) as connection:
        assert connection.execute(published.format(mart)).fetchall() == [(first,), (last,)]


def test_a_mark_that_could_not_be_made_is_made_by_the_next(
    desk: Desk, run: Said, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = desk.build()
    monkeypatch.setattr(publish, "SECONDS_TO_MARK", 0)
    with monkeypatch.context() as broken:

        def in_use(*_: object) -> None:
            raise duckdb.IOException("IO Error: Could not set lock on file")

        broken.setattr(publish, "mark_published", in_use)
        assert publish.main(desk.arguments) == 0
    assert "the next `make publish` does it" in capsys.readouterr().err
    marked = "select run_id from segmentation.fct_pipeline_runs where is_published order by run_id"
    assert (desk.look(), desk.rows(marked)) == (first, [])
    second = desk.build()
    run(desk)
    assert desk.rows(marked) == [(first,), (second,)]
    with duckdb.connect(str(desk.folder / DATABASE), read_only=True) as connection:
        assert connection.execute(marked).fetchall() == [(first,), (second,)]


def test_what_is_shown_already_is_not_published_again(desk: Desk, run: Said) -> None:
    run_id = desk.build()
    run(desk)
    assert f"dbt build {run_id} of 2026-01-01 00:02 UTC is what" in refused(run, desk)
    assert desk.look() == run_id


def test_rollback_goes_back_and_publish_goes_forward(desk: Desk, run: Said) -> None:
    code, said = run(desk, "--rollback")
    assert (code, said.startswith("Nothing is published in ")) == (1, True)
    ids = [desk.build()]
    run(desk)
    for _ in range(2):
        ids.append(desk.build())
        assert f"`make rollback` goes back to {ids[-2]}." in run(desk)[1]
    for before in (ids[1], ids[0]):
        assert run(desk, "--rollback") == (
            0, f"Back to release {before}; `make publish` goes forward again.\n"
        )
        assert desk.look() == before
    assert refused(run, desk, "--rollback").startswith(f"There is no release before {ids[0]}")
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
    desk: Desk, run: Said, more: tuple[str, ...], kept: int
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
    assert "There is no release before" in refused(run, desk, "--rollback")


@pytest.mark.parametrize("keep", ["0", "-1", "abc", "", "1.5"])
def test_one_release_at_least_is_kept(desk: Desk, run: Said, keep: str) -> None:
    desk.build()
    assert run(desk, f"--keep={keep}") == (
        1, f"KEEP is {keep!r}; allowed: a whole number from 1.\n"
    )
    assert desk.look() is None


def test_a_release_that_does_not_say_what_it_is_is_named(desk: Desk, run: Said) -> None:
    desk.build()
    run(desk)
    about = (desk.folder / "release.json").resolve()
    about.parent.chmod(0o755)
    about.chmod(0o644)
    about.write_text('{"release_id": ', encoding="utf-8")
    desk.build()
    for asked in ((), ("--rollback",)):
        said = refused(run, desk, *asked)
        assert said.startswith(f"{about} is broken (Expecting value")
        assert said.endswith(f"remove the folder {about.parent}, and `make publish` makes the "
                             "release again.\n")


def test_a_folder_that_was_emptied_is_filled_again(desk: Desk, run: Said) -> None:
    run_id = desk.build()
    run(desk)
    (desk.folder / "releases").rename(desk.folder.with_name("elsewhere"))
    assert run(desk)[0] == 0
    assert desk.look() == run_id


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"status": "failed", "models_failed": 2}, "failed (2 models and 0 tests)"),
        ({"status": "failed", "tests_failed": 1}, "failed (0 models and 1 tests)"),
        ({"tests_failed": 1}, "failed (0 models and 1 tests)"),
        ({"status": "failed", "command": "test", "models_built": 0, "tests_failed": 3},
         "dbt test run-0002 of 2026-01-01 00:04 UTC failed (0 models and 3 tests)"),
        ({"status": "failed", "models_built": 0}, "failed (0 models and 0 tests)"),
        ({"status": "failed", "models_built": 0, "models_failed": 1}, "failed (1 models and"),
        ({"status": "started"}, "has begun and never ended"),
        ({"status": "started", "command": "test"}, "has begun and never ended"),
        ({"command": "build --empty"}, "dbt build --empty run-0002 of 2026-01-01 00:04 UTC read"),
        ({"command": "build --sample"}, "read only a part of the input"),
        ({"models_built": 3}, "built 3 of 4 models and ran 2 of 2 data tests"),
        ({"tests": TESTS[1:]}, "built 4 of 4 models and ran 1 of 2 data tests"),
        ({"tests": ()}, "built 4 of 4 models and ran 0 of 2 data tests"),
        ({"command": "run"}, "dbt run run-0002"),
    ],
)
def test_only_a_whole_build_that_succeeded_is_published(
    desk: Desk, run: Said, change: dict[str, object], sentence: str
) -> None:
    first = desk.build()
    run(desk)
    desk.build(**change)
    assert sentence in refused(run, desk)
    assert desk.look() == first
    # and neither is it the one before it, whose marts are gone; but the one that comes after
    last = desk.build()
    assert run(desk)[0] == 0
    assert desk.look() == last


@pytest.mark.parametrize("run_id", ["../outside", "/tmp/x", "", "a/b", "..", "a b", "a\nb"])
def test_an_id_that_leads_elsewhere_is_refused(desk: Desk, run: Said, run_id: str) -> None:
    made = desk.build()
    tables = ("segmentation_work.pipeline_run_log", "segmentation_work.data_quality_log")
    for table in tables:
        desk.execute(f"update {table} set run_id = $new where run_id = $old", new=run_id, old=made)
    assert "is no id that dbt gives a run" in refused(run, desk)


def test_folders_may_have_any_name(
    tmp_path: Path, run: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "write_page", publishing_desk.write_page)
    for name in ("it's", 'a "b"; c', "{{ 7 * 7 }}", "a\nb", "ü %s $HOME", "--x"):
        (tmp_path / name).mkdir()
        desk = Desk(tmp_path / name)
        run_id = desk.build()
        assert run(desk)[0] == 0
        assert (desk.folder / "current").resolve().name == run_id


def test_a_clock_that_is_put_back_hides_no_build(desk: Desk, run: Said) -> None:
    first = desk.build()
    run(desk)
    second = desk.build(minutes=-600)
    assert run(desk)[0] == 0
    assert desk.look() == second
    desk.build(minutes=-700, status="failed", tests_failed=1)
    assert "failed (0 models and 1 tests)" in refused(run, desk)
    assert run(desk, "--rollback")[0] == 0
    assert desk.look() == first


def test_what_is_missing_is_named(desk: Desk, run: Said) -> None:
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
        ("[]", "is no manifest of dbt"),
        ('{"nodes": {}}', "knows no mart of customer_segmentation"),
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


def test_a_working_file_in_use_is_said(desk: Desk, run: Said) -> None:
    desk.build()
    run(desk)
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


def test_two_publish_one_after_the_other(desk: Desk, run: Said) -> None:
    desk.build()
    run(desk)
    desk.build()
    with (desk.folder / ".lock").open("w") as file:
        # the weaker lock is enough, and shows that publishing asks for the stronger one
        fcntl.flock(file, fcntl.LOCK_SH)
        for more in ((), ("--rollback",)):
            assert "Somebody else is publishing to" in refused(run, desk, *more)
    assert run(desk)[0] == 0


@pytest.mark.parametrize("name", [DATABASE, "parquet", "current"])
def test_what_others_put_there_is_not_overwritten(desk: Desk, run: Said, name: str) -> None:
    desk.folder.mkdir()
    if name == "parquet":
        (desk.folder / name).mkdir()
    else:
        (desk.folder / name).write_text("mine")
    desk.build()
    code, said = run(desk)
    assert (code, f"{desk.folder / name} is in the way" in said) == (1, True)
    assert (desk.folder / name).is_dir() or (desk.folder / name).read_text() == "mine"


def test_without_a_page_nothing_is_published(
    desk: Desk, run: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.build()
    run(desk)
    desk.build()

    def write_page(database: Path, page: Path, release_id: str, manifest: Path) -> None:
        page.write_text("half")
        raise ValueError("no figures.\nMore of it")

    monkeypatch.setattr(publish, "write_page", write_page)
    assert refused(run, desk) == "Not published: no page could be made (no figures).\n"


def by_itself(
    desk: Desk, *more: str, bytes_a_file: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Publish in a process of its own, as somebody who may not write everywhere."""

    def limit() -> None:
        if bytes_a_file:
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    command = [sys.executable, "-c", AS_AN_ORDINARY_USER, sys.executable]
    command += [str(publishing_desk.__file__), "publish"]
    return subprocess.run(
        [*command, *desk.arguments, *more], capture_output=True, text=True, preexec_fn=limit
    )


@pytest.mark.parametrize("bytes_a_file", [100, 300_000, 900_000])
def test_a_file_that_cannot_grow_leaves_the_last_release(
    desk: Desk, run: Said, bytes_a_file: int
) -> None:
    first = desk.build()
    run(desk)
    desk.build()
    before = desk.everything()
    done = by_itself(desk, bytes_a_file=bytes_a_file)
    assert done.returncode == 1
    assert "stays as it was: " in done.stderr and "File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert desk.everything() == before
    assert (desk.litter(), desk.look()) == (set(), first)
    assert run(desk)[0] == 0


def test_a_folder_that_is_read_only_is_said(desk: Desk, run: Said) -> None:
    for _ in range(2):
        shown = desk.build()
        run(desk)
    desk.build()
    folders = [desk.folder, desk.folder / "releases"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for more in ((), ("--rollback",)):
            done = by_itself(desk, *more)
            assert done.returncode == 1
            assert "Permission denied" in done.stderr and str(desk.folder) in done.stderr
            assert done.stderr.count("\n") == 1
            assert desk.look() == shown
    finally:
        for folder in folders:
            folder.chmod(0o755)
    desk.folder.rename(desk.folder.with_name("old"))
    desk.folder.parent.chmod(0o555)
    try:
        assert "Permission denied" in by_itself(desk).stderr
    finally:
        desk.folder.parent.chmod(0o755)
    assert not desk.folder.exists()


def test_a_terminal_sees_one_line_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        text = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None:
            pass

    terminal = Terminal()
    progress = Progress(2, terminal)
    for name in ("dim_dates", "fct_order_lines"):
        progress.begin(name, 541_909)
        progress.end()
    lines = terminal.text.split("\r")
    assert [line.strip() for line in lines] == [
        "mart 1 of 2  dim_dates, 541,909 rows", "mart 2 of 2  fct_order_lines, 541,909 rows", "", ""
    ]
    assert {len(line) for line in lines[:-1]} == {78}


def test_a_log_gets_a_line_a_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(28)
    for _ in range(28):
        progress.begin("dim_dates", 1)
        progress.end()
    told = [f"  {count} of 28 marts copied" for count in (7, 14, 21, 28)]
    assert capsys.readouterr().out.splitlines() == told


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


def test_the_demo_is_published_with_all_keys_and_docs(demo: Build, published: Path) -> None:
    constraints = (
        "select table_name, constraint_text, constraint_column_names from duckdb_constraints() "
        "where schema_name = 'segmentation' order by all"
    )
    with duckdb.connect(str(published / DATABASE), read_only=True) as connection:
        shown = connection.execute(constraints).fetchall()
        undescribed = connection.execute(
            "select table_name, '' from duckdb_tables() where coalesce(comment, '') = '' "
            "union all select table_name, column_name from duckdb_columns() "
            "where not internal and coalesce(comment, '') = ''"
        ).fetchall()
        [(release_id,)] = connection.execute("select release_id from release").fetchall()
        runs = connection.execute(
            "select run_id from segmentation.fct_pipeline_runs where is_published"
        ).fetchall()
    assert shown == demo.rows(constraints)
    assert sum("PRIMARY KEY" in text for _, text, _ in shown) > 30
    assert undescribed == []
    assert runs == [(release_id,)]


def test_equal_marts_are_equal_files(demo: Build, published: Path, tmp_path: Path) -> None:
    publish.publish(demo.database, tmp_path / "again", demo.target / "manifest.json")
    for path in (published / "parquet").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / "parquet" / path.name).read_bytes()
