"""What is special about Spark: seeds as they are, and a chain of CTEs built in steps.

`make engines` builds all of the demo there and compares it; these are the parts that it would not
notice. They need .venv-spark, which `make engines` sets up, and half a minute for each session.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

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
11,%s {{ }} ?
'''
EXPECTED = """
    (1, 'plain'), (2, null), (3, 'it' || chr(39) || 's'),
    (4, 'a ' || chr(34) || 'quote' || chr(34)), (5, 'two' || chr(10) || 'lines'),
    (6, 'back' || chr(92) || 'slash'), (7, chr(92)), (8, '😀 Żak'), (9, 'None'), (10, 'a,b'),
    (11, '%s ' || '{' || '{ }' || '} ?')
"""
SEED_TEST = f"""
with expected as (select * from (values {EXPECTED}) as expected (number, content))

select seed.number, seed.content, expected.content
from {{{{ ref('customer_segmentation', 'odd_texts') }}}} as seed
full outer join expected
    on seed.number = expected.number
where seed.content is distinct from expected.content or seed.number is null
"""
STEPS = """
{{ config(materialized=in_steps()) }}

with

numbers as (

    select 1 as number

),

first as {{ materialized() }} (

    select number + 1 as number from numbers

),

between as (

    select 10 * number as number from first

),

second as {{ materialized() }} (

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
STEPS_TEST = """
select * from {{ ref('customer_segmentation', 'int_odd_steps') }}
where number <> 22
union all
select count(*) as number from {{ ref('customer_segmentation', 'int_odd_steps') }}
having count(*) <> 1
"""
YAML = """
seeds:
  - name: odd_texts
    config:
      column_types:
        number: integer
        content: varchar
"""


@pytest.fixture
def environment() -> Path:
    try:
        spark.variables(Path("/nowhere"))
    except NoServer as problem:
        pytest.skip(str(problem))
    return spark.ENVIRONMENT


def test_seeds_and_steps(environment: Path, package: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(package, project)
    (project / "seeds" / "odd_texts.csv").write_text(SEED, encoding="utf-8")
    (project / "seeds" / "odd_texts.yml").write_text(YAML)
    (project / "models" / "intermediate" / "int_odd_steps.sql").write_text(STEPS)
    (project / "tests" / "assert_odd_texts.sql").write_text(SEED_TEST, encoding="utf-8")
    (project / "tests" / "assert_odd_steps.sql").write_text(STEPS_TEST)
    with spark.spark_session() as variables:
        done = subprocess.run(
            [
                *(str(environment / "bin" / "dbt"), "build", "--target", "spark"),
                *("--select", "odd_texts", "int_odd_steps", "path:tests/macros"),
                *("--exclude", "assert_contract_query_finds_planted_violations"),
            ],
            cwd=project,
            env={**os.environ, **variables, "DBT_TARGET_PATH": str(tmp_path / "target")},
            capture_output=True,
            text=True,
        )
    assert not done.returncode, done.stdout[-3000:]
    assert "PASS assert_odd_texts" in done.stdout
    assert "PASS assert_odd_steps" in done.stdout
