{#
    pre-hook of fct_audience_changes: takes back what no reader was meant to see. A build is a
    release if it succeeded on all of the input and was published; before the first time that
    anything is, and where nothing ever is, it need not be. The log is read as it is: a ref would be
    empty with --empty
#}
{% macro forget_unpublished() -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where release_id not in (
        select run_id
        from (
            select
                *,
                min(case when is_published then started_at end) over () as first_published_at
            from {{ run_log('pipeline_run_log').table }}
        ) as runs
        where
            status = 'succeeded'
            and command not like '% --%'
            and (is_published or started_at <= coalesce(first_published_at, started_at))
    )
    {%- endif -%}
{%- endmacro %}
