{#
    how a model that `incremental_lines` keeps between builds is built. Of `orders`, what is changed
    is noted, removed, and appended as it is now; of `days` of the history, those that are made of
    something else than what is kept. With frozen thresholds every day is measured by the rows of
    one, so that all are made. Hooks are rendered when the model runs
#}
{% macro incremental_config(of) -%}
    {%- set package = '{{ customer_segmentation.' -%}
    {%- set is_kept = setting('incremental_lines')
        and (of == 'orders' or setting('history_thresholds') != 'frozen') -%}
    {%- set hooks = {
        'orders': ['_forget_changes', '_note_changes', '_remove_changes'],
        'days': ['_remove_changed_days'],
    } -%}
    {%- set pre_hooks = [] -%}
    {%- for hook in hooks[of] -%}
        {%- do pre_hooks.append(package ~ hook ~ '() }}') -%}
    {%- endfor -%}
    {{ return({
        'materialized': 'incremental' if is_kept else 'table',
        'incremental_strategy': 'append',
        'on_schema_change': 'fail',
        'pre_hook': pre_hooks,
        'post_hook': [package ~ '_forget_changes() }}'] if of == 'orders' else [],
    }) }}
{%- endmacro %}

{# first pre-hook and post-hook: no note is left of an earlier build #}
{% macro _forget_changes() -%}
    {%- if is_incremental() -%}
    drop table if exists {{ changed_relation() }}
    {%- endif -%}
{%- endmacro %}

{# notes in a table which orders have changed #}
{% macro _note_changes() -%}
    {%- if is_incremental() -%}
    {{ create_table_as(false, changed_relation(), _changed_orders(
        ref('customer_segmentation', 'int_order_lines'), this
    )) }}
    {%- endif -%}
{%- endmacro %}

{# takes out of the model what it will make again #}
{% macro _remove_changes() -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where order_hash in (select order_hash from {{ changed_relation() }})
    {%- endif -%}
{%- endmacro %}

{# takes out of the model what it will make again, and days that the history has no more #}
{% macro _remove_changed_days() -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where made_of not in (
        select made_of from {{ ref('customer_segmentation', 'int_history_fingerprints') }}
    )
    {%- endif -%}
{%- endmacro %}

{#
    the query of the orders, as hashes, with a line on a day whose counted lines are not those its
    orders were added up from. An order is made again with all its days: it may begin on another
#}
{% macro _changed_orders(lines, orders) -%}
    {%- set order_hash = hash_of(['customer_id', 'order_id']) -%}
    with

    settled as (

        select
            {% if setting('late_arrival_days') is none -%}
            max(cast(null as date)) as before_on
            {%- else -%}
            cast({{ dbt.dateadd(
                'day', -1 * setting('late_arrival_days'), 'max(ordered_on)'
            ) }} as date) as before_on
            {%- endif %}
        from {{ orders }}

    ),

    arrived as (

        select
            ordered_on,
            1 as order_lines,
            {{ line_fingerprint() }} as row_hash,
            {{ order_hash }} as order_hash
        from {{ lines }} as lines
        cross join settled
        where
            {{ is_counted('lines') }}
            and lines.ordered_on >= coalesce(settled.before_on, lines.ordered_on)

    ),

    kept as (

        select
            ordered_on,
            order_lines,
            row_hash,
            order_hash
        from {{ orders }} as orders
        cross join settled
        where orders.ordered_on >= coalesce(settled.before_on, orders.ordered_on)

    ),

    both_sides as (

        select
            ordered_on,
            order_lines,
            row_hash,
            1 as side
        from arrived
        union all
        select
            ordered_on,
            order_lines,
            row_hash,
            2 as side
        from kept

    ),

    compared as (

        select
            ordered_on,
            sum(case side when 1 then order_lines else -1 * order_lines end) as lines_more,
            {{ sum_of_hashes('case side when 1 then row_hash end') }} as arrived_fingerprint,
            {{ sum_of_hashes('case side when 2 then row_hash end') }} as kept_fingerprint
        from both_sides
        group by ordered_on

    ),

    changed_days as (

        select ordered_on
        from compared
        where
            lines_more <> 0
            or arrived_fingerprint <> kept_fingerprint

    ),

    changed as (

        select arrived.order_hash
        from arrived
        inner join changed_days
            on arrived.ordered_on = changed_days.ordered_on
        union
        select kept.order_hash
        from kept
        inner join changed_days
            on kept.ordered_on = changed_days.ordered_on

    )

    select order_hash from changed
{%- endmacro %}
