{%- set amounts = ['amount_read', 'amount_accepted', 'amount_rejected'] -%}
{#- an amount of an earlier run may be too large for the decimals of today -#}
{%- set too_large = 10 ** (18 - setting('amount_decimals')) -%}
with

logged as (

    select * from {{ run_log('pipeline_run_log').table }}

),

-- a run writes a row when it starts and another when it ends: the last one is the run
numbered as (

    select
        *,
        row_number() over (
            partition by run_id
            order by finished_at desc nulls last, status asc
        ) as row_from_last
    from logged

),

typed as (

    select
        run_id,
        command,
        status,
        engine,
        engine_version,
        dbt_version,
        project_version,
        rejected_by_reason,
        -- runs of an older version didn't know these settings
        coalesce(personal_data, 'keep') as personal_data,
        models_built,
        models_failed,
        models_skipped,
        tests_run,
        tests_passed,
        tests_warned,
        tests_failed,
        tests_skipped,
        coalesce(small_cell_floor, 0) as small_cell_floor,
        lines_read,
        lines_accepted,
        lines_rejected,
        {% for amount in amounts -%}
        case
            when abs(round({{ amount }}, {{ setting('amount_decimals') }})) < {{ too_large }}
                then cast({{ amount }} as {{ type_of('money') }})
        end as {{ amount }},
        {% endfor -%}
        duration_seconds,
        is_published,
        coalesce(publishes_personal_data, false) as publishes_personal_data,
        as_of_date,
        started_at,
        finished_at
    from numbered
    where row_from_last = 1

)

select * from typed
