"""The benchmark itself: wrong results and broken limits are seen, and the table says so."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from generate_lines import generate
from measured import contestants, processes
from measured.checks import difference, keep_reference
from measured.contestants import CONTESTANTS, EXTRAS, Place
from measured.results import TARGETS, Measured, verdicts, write_results

PLAIN, DUTIES, *_ = CONTESTANTS
BY_NAME = {one.name: one for one in CONTESTANTS + EXTRAS}
MACHINE = "a machine"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    """Return where plain SQL and its longer version have left their results for 30,000 lines."""
    folder = tmp_path_factory.mktemp("benchmark")
    generate(30_000, folder / "company")
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        # the environment of the other tools isn't needed for SQL
        patch.setattr(contestants, "OTHERS", Path(sys.executable))
        for one in (PLAIN, DUTIES):
            place = Place(30_000, folder / "company", folder / one.name)
            place.folder.mkdir()
            run, said = one.run(place)
            assert not run.problem, run.said
            assert 0 < said["sql_seconds"] < run.seconds
            assert 0 < said["sql_cpu_seconds"] < run.cpu_seconds
            assert run.peak_bytes > 10 * processes.MEGABYTE
            keep_reference(one, place, folder / "references")
            found[one.name] = place
    return found


@pytest.fixture()
def spoil(places: dict[str, Place], tmp_path: Path) -> Callable[[str, str, str], str]:
    """Return what is said of a result of plain SQL after a statement has changed it."""

    def spoiled(check: str, statement: str, name: str = "plain") -> str:
        place = places[name]
        file = tmp_path / "result.duckdb"
        file.write_bytes((place.folder / "result.duckdb").read_bytes())
        with duckdb.connect(str(file)) as connection:
            connection.execute(statement)
        references = place.folder.parent / "references"
        return difference(replace(BY_NAME[name], check=check), replace(place, folder=tmp_path),
                          references)

    return spoiled


def test_segments_by_hand_are_the_same_with_every_duty(
    places: dict[str, Place], spoil: Callable[..., str]
) -> None:
    references = places["plain"].folder.parent / "references"
    assert difference(PLAIN, places["plain"], references) == ""
    assert difference(DUTIES, places["duties"], references) == ""
    with duckdb.connect(str(places["duties"].folder / "result.duckdb"), read_only=True) as found:
        assert found.execute(
            "select (select count(distinct reason) from rejected_lines), "
            "count(*) - count(distinct order_line_id) from clean_lines"
        ).fetchall() == [(7, 0)]


@pytest.mark.parametrize(("check", "statement", "said"), [
    ("same", "update customer_segments set monetary = monetary + 0.01 where frequency = 1",
     "another monetary"),
    ("same", "update customer_segments set segment = 'vip'", "another segment"),
    ("lines", "update customer_segments set frequency = frequency + 1", "another frequency"),
    ("values", "delete from customer_segments where frequency = 1", "another recency_days"),
    ("days", "update customer_segments set recency_days = recency_days + 1",
     "another recency_days"),
])
def test_a_wrong_result_is_no_result(
    spoil: Callable[..., str], check: str, statement: str, said: str
) -> None:
    assert said in spoil(check, statement)


def test_a_process_beyond_its_time_is_ended(tmp_path: Path) -> None:
    run = processes.measure(["sleep", "30"], tmp_path, {}, time_limit=0.2)
    assert run.problem == "more than 0 minutes"
    assert run.seconds < 5


def test_a_process_beyond_its_memory_is_ended(tmp_path: Path) -> None:
    if not processes.most_resident(1):
        pytest.skip("this system doesn't tell how much memory a process holds")
    code = "import time; held = bytearray(80_000_000); time.sleep(30)"
    run = processes.measure(
        [sys.executable, "-c", code], tmp_path, {}, memory_limit=60 * processes.MEGABYTE
    )
    assert run.problem == "more than 0 GB"
    assert run.seconds < 20


def measurement(name: str, lines: int, seconds: float, **others: object) -> dict:
    """Return a measurement as the file has it."""
    return {
        "name": name, "lines": lines, "digest": BY_NAME[name].digest(), "machine": MACHINE,
        "date": "2026-01-01", "seconds": seconds + 1, "cpu_seconds": seconds, "problem": "",
        "peak_bytes": 2 * 1024**3, "sql_seconds": seconds / 2, "sql_cpu_seconds": seconds, **others,
    }


def test_the_table_says_which_targets_are_met_and_how_far_others_are_missed(tmp_path: Path) -> None:
    ten = 10_000_000
    dearest = {"nodes": 40, "dearest": {"int_suspect_lines": 3.0}}
    rows = [
        measurement("plain", ten, 2.0),
        # another round, which is slower
        measurement("plain", ten, 9.0),
        measurement("plain", ten, 0.1, machine="another machine"),
        measurement("duties", ten, 8.0),
        measurement("project_rfm_view", ten, 6.0),
        measurement("project_rfm_view", 10 * ten, 72.0),
        measurement("project_all_view", ten, 24.0, **dearest),
        measurement("pandas", ten, 1.0, problem="more than 16 GB"),
        measurement("increment_rfm", ten, 3.0, full_sql_cpu_seconds=20.0),
        # of a contestant that is no more
        {**measurement("plain", ten, 1.0), "name": "project_gone"},
    ]
    said = "\n".join(verdicts(Measured(rows, MACHINE)))
    assert "a view, against (a), 10 million lines | 3.00 times | 5 times | yes" in said
    assert "a view, against (a'), 10 million lines | 0.75 times | 0.85 times | yes" in said
    assert "all schemes, clean lines a view, against (a), 10 million lines | 12.00 times" in said
    assert "12.00 times | 8 times | no, by 1.5 times" in said
    assert "full build, rfm, 10 million lines | 0.15 times | 0.25 times | yes" in said
    assert "100 million lines against 10 million | 12.00 times | 11 times | no, by 1.1" in said
    assert said.count("not measured") == len(TARGETS) - 5
    write_results(rows, MACHINE, {"duckdb": "1.5.5"}, tmp_path)
    text = (tmp_path / "results.md").read_text()
    assert "| pandas script | not finished: more than 16 GB |" in text
    assert "| (a) plain SQL by hand | 3.00 | 6.50 | 2 | 2.00 |" in text
    assert (tmp_path / "results.svg").read_text().count("<circle") == 2 + 2 * 5
