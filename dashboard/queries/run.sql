-- the run that made this release: by its id, or else the last one that read the order lines
select
    run_id,
    status,
    engine,
    engine_version,
    dbt_version,
    project_version,
    lines_read,
    lines_accepted,
    lines_rejected,
    amount_read,
    amount_accepted,
    amount_rejected,
    tests_run,
    tests_passed,
    tests_warned,
    tests_failed,
    publishes_personal_data,
    personal_data,
    small_cell_floor,
    as_of_date,
    started_at
from fct_pipeline_runs
order by
    case when run_id = $release_id then 0 else 1 end asc,
    case when lines_read is null then 1 else 0 end asc,
    started_at desc,
    run_id asc
limit 1
