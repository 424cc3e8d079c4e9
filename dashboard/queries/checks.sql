-- of the run that made this release: how the checks ended
select
    check_kind,
    status,
    count(*) as checks,
    sum(rows_failed) as rows_failed
from fct_data_quality
where run_id = $run_id
group by check_kind, status
order by check_kind, status
