{%- set given = ['lines'] -%}
{%- for name in ['customers', 'products', 'campaigns', 'campaign_members', 'owners',
    'tool_usage'] -%}
{%- do given.append(name) if var('segmentation_' ~ name) or is_shipped(name) -%}
{%- endfor -%}
{%- set keys = {
    'customers': 'customer_id', 'products': 'product_id', 'campaigns': 'campaign_id',
    'owners': 'owner',
} -%}
with

checks as (

    select * from {{ ref('customer_segmentation', 'input_checks') }}
    where input_name in ('{{ given | join("', '") }}')

),

line_findings as (

    select * from {{ ref('customer_segmentation', 'int_order_line_findings') }}

),

id_findings as (

    select * from {{ ref('customer_segmentation', 'int_ids_met') }}

),

-- the fullest of several rows is kept where they are staged
given_twice as (

    {% for things, key in keys.items() -%}
    select
        '{{ things }}_given_once' as check_name,
        count(*) as rows_checked,
        count(case when has_other_versions then 1 end) as rows_failed,
        min(case when has_other_versions then {{ key }} end) as example
    from {{ ref('customer_segmentation', 'stg_segmentation__' ~ things) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
),

-- asked only where a zone is chosen: it reads the input again
zoneless as (

    select
        'timestamps_with_a_zone' as check_name,
        count(*) as rows_checked,
        count(case when {{ has_no_zone('raw_ordered_at') }} then 1 end) as rows_failed,
        min(case when {{ has_no_zone('raw_ordered_at') }} then {{ as_text('raw_ordered_at') }} end)
            as example
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }}
    where '{{ setting('time_zone') }}' <> 'UTC'

),

unusable as (

    select
        'uses_can_be_read' as check_name,
        count(*) as rows_checked,
        count(case when not is_usable then 1 end) as rows_failed,
        min(case
            when not is_usable
                then coalesce(user_id, 'nobody') || ' on ' || coalesce(raw_used_at, 'no day')
        end) as example
    from {{ ref('customer_segmentation', 'stg_segmentation__tool_usage') }}

),

found as (

    select * from line_findings
    union all
    select * from id_findings
    union all
    select * from given_twice
    union all
    select * from zoneless
    union all
    select * from unusable

),

explained as (

    select
        checks.check_name,
        checks.description,
        case
            when found.rows_failed > 0
                then
                    checks.found || ': '
                    || {{ written('found.rows_failed', 'count') }} || ' of '
                    || {{ written('found.rows_checked', 'count') }}
                    || ' (' || found.example || '). ' || checks.advice
        end as finding,
        found.rows_checked,
        found.rows_failed
    from found
    inner join checks
        on found.check_name = checks.check_name

)

select * from explained
