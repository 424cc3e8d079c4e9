{%- set published = [
    'scheme', 'customer_id', 'action_rank', 'segment', 'segment_name', 'action', 'channel', 'owner',
    'assigned_to', 'goal', 'cause', 'cause_sentence', 'expected_gain', 'expected_value', 'cost',
    'effort_hours', 'return_rate', 'probability_alive', 'slipping_probability', 'success_rate',
    'added_probability', 'is_success_measured', 'is_best_action', 'as_of_date', 'done_on',
    'available_on', 'review_on',
] -%}
{%- set best_first -%}
over (
            partition by weighed.scheme, weighed.customer_id
            order by weighed.expected_gain desc nulls last, weighed.action_rank
        )
{%- endset -%}
{%- set text = dbt.type_string() -%}
with

weighed as (

    select * from {{ ref('customer_segmentation', 'int_actions_weighed') }}

),

-- without part `movement` no cause is known
causes as (

    {% if is_part('movement') -%}
    select
        customer_id,
        cause,
        sentence
    from {{ ref('customer_segmentation', 'fct_customer_decline_causes') }}
    {%- else -%}
    select
        customer_id,
        cast(null as {{ text }}) as cause,
        cast(null as {{ text }}) as sentence
    from weighed
    where false
    {%- endif %}

),

compared as (

    select
        weighed.*,
        causes.cause,
        causes.sentence as cause_sentence,
        row_number() {{ best_first }} = 1 as is_best_action,
        first_value(weighed.expected_gain) {{ best_first }} as best_gain,
        first_value(weighed.effort_hours) {{ best_first }} as best_hours
    from weighed
    left join causes
        on weighed.customer_id = causes.customer_id

),

decided as (

    select
        {% for column in published -%}
        {{ column }},
        {% endfor -%}
        case
            when available_on > as_of_date or not is_at_risk or best_gain is null then 'watch'
            when best_gain <= 0 then 'let_go'
            when best_hours > 0 then 'invest'
            else 'automate'
        end as decision,
        {{ gain_in_words() }} as expected_gain_reason,
        cast(row_number() over (
            partition by scheme
            order by
                coalesce(available_on > as_of_date, false) asc,
                expected_gain desc nulls last,
                expected_value desc,
                customer_id asc,
                action_rank asc
        ) as bigint) as priority
    from compared

)

select * from decided
