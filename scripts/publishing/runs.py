"""Which run of dbt made the marts, and whether readers may see its result.

The working file keeps every run on record, in a table that only grows: a row when a run starts and
another when it ends. The run to publish is the last one that built any model. It has to be a whole
`dbt build` that succeeded, and no run after it may have failed or not have ended: tests that fail
later were looking at the same marts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from publishing.docs import SCHEMA, Docs
from publishing.problem import Problem
from publishing.shown import Shown

LOG = "segmentation_work.pipeline_run_log"
CHECKS = "segmentation_work.data_quality_log"
MART = f"{SCHEMA}.fct_pipeline_runs"

# the last row of a run is the run, as in stg_segmentation__pipeline_runs; runs came one after the
# other in the order in which their first rows were written, which no clock that is put back changes
RUNS = f"""
    select
        run_id, command, status, project_version, as_of_date, started_at,
        coalesce(models_built, 0) as models_built, coalesce(models_failed, 0) as models_failed,
        coalesce(tests_failed, 0) as tests_failed, coalesce(personal_data, 'keep') as personal_data,
        coalesce(small_cell_floor, 0) as small_cell_floor
    from (select *, min(rowid) over (partition by run_id) as position from {{catalog}}.{LOG})
    qualify row_number() over (
        partition by run_id order by finished_at desc nulls last, status
    ) = 1
    order by position
"""
TESTS = f"select check_name from {{catalog}}.{CHECKS} where run_id = ? and check_kind = 'test'"


@dataclass(frozen=True)
class Run:
    """A run of dbt; models and tests are counted, times are UTC."""

    run_id: str
    command: str
    status: str
    project_version: str
    as_of_date: date | None
    started_at: datetime
    models_built: int
    models_failed: int
    tests_failed: int
    personal_data: str
    small_cell_floor: int

    @property
    def shown(self) -> Shown:
        """Return how its marts are shown to readers."""
        return Shown(self.personal_data, self.small_cell_floor)

    def __str__(self) -> str:
        return f"dbt {self.command} {self.run_id} of {self.started_at:%Y-%m-%d %H:%M} UTC"


def run_to_publish(connection: duckdb.DuckDBPyConnection, catalog: str, docs: Docs) -> Run:
    """Return the run that the marts are of; Problem where it may not be published."""
    try:
        runs = [Run(*row) for row in connection.execute(RUNS.format(catalog=catalog)).fetchall()]
    except duckdb.CatalogException:
        runs = []
    built = [number for number, run in enumerate(runs) if run.models_built]
    if not built:
        raise Problem("No run on record has built the marts: run `make build`.")
    run, *later = runs[built[-1] :]
    for one in [run, *later]:
        if one.status == "started":
            raise Problem(
                f"Not published: {one} has begun and never ended; run `make build` again."
            )
        if one.status != "succeeded" or one.tests_failed:
            raise Problem(
                f"Not published: {one} failed ({one.models_failed} models and {one.tests_failed} "
                "tests); only what passed every test is shown to readers."
            )
    if not re.fullmatch(r"[\w-]+", run.run_id):
        raise Problem(f"Not published: {run.run_id!r} is no id that dbt gives a run.")
    if run.command.startswith("build --"):
        raise Problem(
            f"Not published: {run} read only a part of the input; what is published stays as it "
            "was: run `make build` without --empty, --sample, DBT_EMPTY and DBT_SAMPLE."
        )
    tests = connection.execute(TESTS.format(catalog=catalog), [run.run_id]).fetchall()
    tested = len(docs.tests & {name for (name,) in tests})
    if run.command != "build" or run.models_built < docs.models or tested < len(docs.tests):
        raise Problem(
            f"Not published: {run} built {run.models_built} of {docs.models} models and ran "
            f"{tested} of {len(docs.tests)} data tests; only a whole build is: run `make build`."
        )
    return run


def mark_published(
    connection: duckdb.DuckDBPyConnection, catalog: str, run_ids: Collection[str]
) -> None:
    """Note in the working file, in the log and in the mart, that these runs were published."""
    for table in (LOG, MART):
        connection.execute(
            f"update {catalog}.{table} set is_published = true "
            "where not is_published and run_id in (select unnest(?::varchar[]))",
            [sorted(run_ids)],
        )
