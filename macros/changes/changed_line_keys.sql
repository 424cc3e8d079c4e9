{#
    the query of the keys whose lines are not the same as when they were last checked, as hashes:
    all keys of the days whose lines differ, as they were and as they are. A copy on another day has
    the same key, so that copies are judged together
#}
{% macro changed_line_keys(lines, checked) -%}
    {#- lines without a date are of a day of their own, long before all that is accepted #}
    {%- set no_day = "cast('1800-01-01' as date)" -%}
    with

    arriving as (

        select
            coalesce(cast(ordered_at as date), {{ no_day }}) as ordered_on,
            {{ hash_of([line_key()]) }} as key_hash,
            {{ line_fingerprint() }} as row_hash
        from {{ lines }}

    ),

    checked as (

        select
            coalesce(ordered_on, {{ no_day }}) as ordered_on,
            key_hash,
            row_hash
        from {{ checked }}

    ),

    {% set last_day = 'max(case when rejection_reason is null then ordered_on end)' -%}
    settled as (

        select
            {% if setting('late_arrival_days') is none -%}
            max(cast(null as date)) as before_on
            {%- else -%}
            cast({{ dbt.dateadd('day', -1 * setting('late_arrival_days'), last_day) }} as date)
                as before_on
            {%- endif %}
        from {{ checked }}

    ),

    {% for side, lines in {'arrived': 'arriving', 'kept': 'checked'}.items() -%}
    {{ side }} as (

        select
            {{ lines }}.ordered_on,
            {{ lines }}.row_hash,
            1 as order_lines
        from {{ lines }}
        cross join settled
        where {{ lines }}.ordered_on >= coalesce(settled.before_on, {{ lines }}.ordered_on)

    ),

    {% endfor -%}
    {{ days_that_differ() }},

    changed as (

        select arriving.key_hash
        from arriving
        inner join changed_days
            on arriving.ordered_on = changed_days.ordered_on
        union
        select checked.key_hash
        from checked
        inner join changed_days
            on checked.ordered_on = changed_days.ordered_on

    )

    select key_hash from changed
{%- endmacro %}
