"""What is special about Spark: seeds as they are, a chain of CTEs built in steps, files read where
they lie, and constraints that nobody enforces.

`make engines` builds all of the demo there and compares it; these are the parts that it would not
notice. They need .venv-spark, which `make engines` sets up, and share one session of two minutes.
"""

import csv
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dbt_runs import OPTIONAL, copy_repository
from engines import spark
from engines.postgres_server import NoServer

SEED = '''number,content
1,plain
2,
3,"it's"
4,"a ""quote"""
5,"two
lines"
6,back\\slash
7,\\
8,😀 Żak
9,None
10,"a,b"
11,%s {{ }} ? ${HOME}
'''
STEPS = """
{{ config(materialized=planner_hint('in_steps')) }}

with

numbers as (

    select 1 as number

),

first as {{ planner_hint('by_itself') }}(

    select number + 1 as number from numbers

),

between as (

    select 10 * number as number from first

),

second as {{ planner_hint('by_itself') }}(

    select between.number + numbers.number as number
    from between
    cross join numbers

),

ended as (

    select second.number + numbers.number as number
    from second
    cross join numbers

)

select * from ended
"""
YAML = """
seeds:
  - name: odd_texts
    config: {column_types: {number: integer, content: varchar}}
"""
# keys as a list, as the snapshot of the history has them
SNAPSHOT = """
snapshots:
  - name: odd_texts_said
    relation: ref('customer_segmentation', 'odd_texts')
    config:
      {strategy: check, unique_key: [number], check_cols: [content], hard_deletes: invalidate}
"""
TEXTS = "select number, coalesce(content, '(null)') from segmentation_work.odd_texts order by 1"
CHANGED = "update segmentation_work.odd_texts set content = 'changed' where number = 1"
DELETED = "delete from segmentation_work.odd_texts where number = 3"
SAID = """
select number, content, dbt_valid_to is null
from segmentation_work.odd_texts_said
where number <= 3
order by number, dbt_valid_from
"""

# lines of two customers in the types that DuckDB gives a file: its timestamps have no zone
LINES = """
select * from (values
    ('1', 'a', timestamp '2024-02-28 23:59:59.5', 10.5::double, 1::integer),
    ('2', 'a', timestamp '2024-03-01 00:00:00', 20.25::double, 2::integer),
    ('3', 'b', timestamp '2024-03-02 12:00:00', 5::double, null)
) as lines (order_id, customer_id, ordered_at, line_amount, quantity)
"""
OTHERS = [name for name in OPTIONAL if name != "quantity"]
CELLS = '''order_id,customer_id,note
1,"it's ""a""","two
lines"
2,,""
3, b ,back\\slash
'''

PLANTED = {
    "a second row of a key": (
        "insert into segmentation.dim_segments "
        "select * from segmentation.dim_segments where scheme = 'rfm' and segment = 'vip'",
        "dim_segments: 1 keys (scheme, segment) are not unique.",
    ),
    "a reference to nothing": (
        "update segmentation.dim_segment_actions set segment = 'nobody' "
        "where scheme = 'rfm' and segment = 'lost' and action_rank = 1",
        "dim_segment_actions: 1 rows have a (scheme, segment) that dim_segments lacks.",
    ),
    "a value against a check": (
        "update segmentation.dim_dates set weekday_number = 8 where date_day = date '2024-03-01'",
        "dim_dates: 1 rows break the check weekday_number between 1 and 7.",
    ),
}
# a test stops at the first sentence: this one is planted when the same mart is sound again
MENDED = "update segmentation.dim_segment_actions set segment = 'lost' where segment = 'nobody'"
NULL = (
    "update segmentation.dim_segment_actions set action = null "
    "where scheme = 'rfm' and segment = 'vip' and action_rank = 1"
)
ROOMS = ["dim_segments", "dim_segment_actions", "dim_dates"]
CONTRACTS = [f"assert_{mart}_keeps_its_contract" for mart in ROOMS]
ON_FILE = """
select
    order_id, cast(ordered_at as string),
    cast(raw_ordered_at as string), cast(raw_line_amount as string)
from segmentation_work.stg_segmentation__order_lines
order by order_id
"""
ON_CSV = "select order_id, customer_id, note from raw.cells order by order_id"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Spark answered to everything that is asked below, by name."""
    try:
        spark.variables(Path("/nowhere"))
    except NoServer as problem:
        pytest.skip(str(problem))
    folder = tmp_path_factory.mktemp("spark")
    project = copy_repository(folder / "project")
    (project / "seeds" / "odd_texts.csv").write_text(SEED, encoding="utf-8")
    (project / "seeds" / "odd_texts.yml").write_text(YAML)
    (project / "snapshots" / "odd_texts_said.yml").write_text(SNAPSHOT)
    (project / "models" / "intermediate" / "int_odd_steps.sql").write_text(STEPS)
    nulls = "".join(f", null as {column}" for column in OTHERS)
    duckdb.sql(f"copy (select *{nulls} from ({LINES})) to '{folder}/lines.parquet'")
    (folder / "cells.csv").write_text(CELLS, encoding="utf-8")
    lines = json.dumps({"segmentation_order_lines": f"parquet.`{folder}/lines.parquet`"})
    cells = json.dumps({"file": f"{folder}/cells.csv", "table": "raw.cells"})
    steps: dict[str, list[str] | str] = {
        "odd things": [
            "build", "--select", "odd_texts", "int_odd_steps", "path:tests/macros", "--exclude",
            "assert_contract_query_finds_planted_violations",
        ],
        "texts": TEXTS,
        "steps": "select number from segmentation_work.int_odd_steps",
        "said": ["snapshot", "--select", "odd_texts_said"],
        "changed": CHANGED,
        "said again": ["snapshot", "--select", "odd_texts_said"],
        "deleted": DELETED,
        "said a third time": ["snapshot", "--select", "odd_texts_said"],
        "what was said": SAID,
        "file": [
            *("build", "--vars", lines, "--select", *(f"+{mart}" for mart in ROOMS)),
            *("--exclude", "path:seeds/demo", "path:tests/macros"),
            *("--exclude-resource-types", "unit_test", "--indirect-selection", "buildable"),
        ],
        "lines": ON_FILE,
        **{violation: statement for violation, (statement, _) in PLANTED.items()},
        "planted": ["test", "--vars", lines, "--select", *CONTRACTS],
        "mended": MENDED,
        "null": NULL,
        "planted again": ["test", "--vars", lines, "--select", CONTRACTS[1]],
        # once more, in place of the first
        "csv": ["run-operation", "read_csv", "--args", cells],
        "csv again": ["run-operation", "read_csv", "--args", cells],
        "cells": ON_CSV,
    }
    asked = [
        [*step, "--target", "spark"] if isinstance(step, list) else step for step in steps.values()
    ]
    (folder / "steps.json").write_text(json.dumps(asked), encoding="utf-8")
    with spark.spark_session() as variables:
        python = str(spark.ENVIRONMENT / "bin" / "python")
        script = Path(__file__).with_name("one_spark_session.py")
        done = subprocess.run(
            [python, script, folder / "steps.json", folder / "answers.json"],
            cwd=project,
            env={**os.environ, **variables, "DBT_TARGET_PATH": str(folder / "target")},
            capture_output=True,
            text=True,
        )
    assert not done.returncode, done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return dict(zip(steps, found, strict=True))


def failed(answer: dict[str, Any]) -> dict[str, str]:
    """Return what the nodes say that a command did not succeed with."""
    nodes = answer["nodes"].items()
    return {name: said for name, (status, said) in nodes if status not in ("pass", "success")}


def test_seeds_and_steps(answers: dict[str, Any]) -> None:
    assert answers["odd things"]["ok"], failed(answers["odd things"]) or answers["odd things"]
    rows = list(csv.reader(io.StringIO(SEED)))[1:]
    assert answers["texts"] == [[number, text or "(null)"] for number, text in rows]
    assert answers["steps"] == [["22"]]


def test_a_snapshot_is_taken_more_than_once(answers: dict[str, Any]) -> None:
    for command in ("said", "said again", "said a third time"):
        assert answers[command]["ok"], failed(answers[command]) or answers[command]
    assert answers["what was said"] == [
        ["1", "plain", "False"],
        ["1", "changed", "True"],
        ["2", "None", "True"],
        ["3", "it's", "False"],
    ]


def test_a_parquet_file_is_read_where_it_lies(answers: dict[str, Any]) -> None:
    assert answers["file"]["ok"], failed(answers["file"]) or answers["file"]
    assert answers["lines"] == [
        ["1", "2024-02-28 23:59:59.5", "2024-02-28 23:59:59.5", "10.5"],
        ["2", "2024-03-01 00:00:00", "2024-03-01 00:00:00", "20.25"],
        ["3", "2024-03-02 12:00:00", "2024-03-02 12:00:00", "5.0"],
    ]


def test_a_csv_file_is_read_where_it_lies(answers: dict[str, Any]) -> None:
    assert answers["csv again"]["ok"], answers["csv again"]
    assert answers["cells"] == [
        ["1", "it's \"a\"", "two\nlines"],
        ["2", "None", ""],
        ["3", " b ", "back\\slash"],
    ]


def test_contracts_hold_until_they_are_broken(answers: dict[str, Any]) -> None:
    assert {answers["file"]["nodes"][test][0] for test in CONTRACTS} == {"pass"}
    said = failed(answers["planted"])
    assert set(said) == set(CONTRACTS)
    for violation, (_, sentence) in PLANTED.items():
        assert sentence in " ".join(said.values()), violation
    [said] = failed(answers["planted again"]).values()
    assert "dim_segment_actions: action is null in 1 rows." in said
