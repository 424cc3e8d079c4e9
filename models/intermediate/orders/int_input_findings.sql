{%- set given = ['lines'] -%}
{%- for name in inputs() -%}
{%- do given.append(name) if var('segmentation_' ~ name) or is_shipped(name) -%}
{%- endfor -%}
{#- which rows of what are wrong, and what of them is told -#}
{%- set looks = [
    ('actions_have_a_day', 'stg_segmentation__action_log', 'done_on is null',
        "customer_id || ', ' || action || coalesce(', ' || raw_done_on, '')"),
    ('actions_are_in_the_playbook', 'int_actions_done', 'not is_in_playbook', 'action'),
    ('uses_can_be_read', 'stg_segmentation__tool_usage', 'not is_usable',
        "coalesce(user_id, 'nobody') || ' on ' || coalesce(raw_used_at, 'no day')"),
] -%}
{#- the fullest of several rows is kept where they are staged -#}
{%- for things, key in {
    'customers': 'customer_id', 'products': 'product_id', 'campaigns': 'campaign_id',
    'owners': 'owner', 'action_log': 'customer_id',
}.items() -%}
{%- do looks.append((
    things ~ '_given_once', 'stg_segmentation__' ~ things, 'has_other_versions', key
)) -%}
{%- endfor -%}
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

row_findings as (

    {% for check, relation, is_wrong, example in looks -%}
    select
        '{{ check }}' as check_name,
        count(*) as rows_checked,
        count(case when {{ is_wrong }} then 1 end) as rows_failed,
        min(case when {{ is_wrong }} then {{ example }} end) as example
    from {{ ref('customer_segmentation', relation) }}
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

found as (

    select * from line_findings
    union all
    select * from id_findings
    union all
    select * from row_findings
    union all
    select * from zoneless

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
