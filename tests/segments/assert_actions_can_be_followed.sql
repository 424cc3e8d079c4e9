-- what is wrong with the playbook as it is written
{{ config(fail_calc=raised()) }}
{#- a date so many days on must be one that every engine has -#}
{%- set figures = {
    'review_after_days': (36500, 'whole days from 0 to 36500'),
    'effort_hours': (10000, 'hours from 0 to 10000'),
    'cost': ('1e11', 'an amount from 0'),
    'assumed_success_rate': (1, 'a share from 0 to 1'),
    'cool_down_days': (36500, 'whole days from 0 to 36500'),
} %}

with

actions as (

    select
        *,
        count(*) over (partition by scheme, segment, action_rank) as copies
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_actions') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

),

judged as (

    select
        actions.scheme || ': action ' || coalesce(actions.action, '?') || case
            when actions.action is null then ' has no text.'
            when actions.action_rank is null
                then ' has no readable action_rank; allowed: a whole number.'
            when actions.action_rank < 1
                then
                    ' has the action_rank ' || cast(actions.action_rank as {{ dbt.type_string() }})
                    || '; allowed: a whole number from 1.'
            {%- for column, (most, allowed) in figures.items() %}
            when
                actions.{{ column }}_text is not null
                and not coalesce(actions.{{ column }} between 0 and {{ most }}, false)
                then
                    ' of ' || coalesce(actions.segment, '?') || ' has the {{ column }} '
                    || actions.{{ column }}_text || '; allowed: {{ allowed }}, or nothing.'
            {%- endfor %}
            when actions.copies > 1
                then
                    ' has the action_rank of another action of ' || coalesce(actions.segment, '?')
                    || '; allowed: one action a rank.'
            when actions.segment = '*' then null
            when segments.segment is null and actions.scheme <> 'customer_group'
                then ' is for ' || coalesce(actions.segment, '?') || ', which is no segment.'
        end as problem
    from actions
    left join segments
        on
            actions.scheme = segments.scheme
            and actions.segment = segments.segment

)

select {{ joined_text('problem', 'problem') }} as problem
from judged
where problem is not null
having count(*) > 0
