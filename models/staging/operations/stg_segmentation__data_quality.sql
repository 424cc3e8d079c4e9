with

logged as (

    select
        run_id,
        check_name,
        check_kind,
        description,
        status,
        severity,
        rows_checked,
        rows_failed,
        pass_rate
    from {{ run_log('data_quality_log').table }}

)

select * from logged
