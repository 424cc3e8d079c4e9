with

input as (

    select * from {{ input_relation('rules') }}

),

overrides as (

    select
        scheme,
        priority,
        metric,
        min(at_least_text) as at_least_text,
        min(below_text) as below_text
    from {{ ref('customer_segmentation', 'stg_segmentation__rule_overrides') }}
    group by scheme, priority, metric

),

cleaned as (

    select
        {{ in_case('lower', clean_text('scheme')) }} as scheme,
        {{ in_case('lower', clean_text('segment')) }} as segment,
        {{ in_case('lower', clean_text('metric')) }} as metric,
        {{ clean_text('at_least') }} as at_least_text,
        {{ clean_text('below') }} as below_text,
        {{ read_as('priority', 'integer') }} as priority
    from input

),

-- an override has both bounds of its condition: what it leaves empty is no bound
overridden as (

    select
        cleaned.scheme,
        cleaned.segment,
        cleaned.metric,
        {% for bound in ['at_least_text', 'below_text'] -%}
        case when overrides.scheme is null then cleaned.{{ bound }} else overrides.{{ bound }} end
            as {{ bound }},
        {% endfor -%}
        cleaned.priority
    from cleaned
    left join overrides
        on
            cleaned.scheme = overrides.scheme
            and cleaned.priority = overrides.priority
            and cleaned.metric = overrides.metric

),

chosen as (

    select
        *,
        {{ read_as('at_least_text', 'bound') }} as at_least,
        {{ read_as('below_text', 'bound') }} as below
    from overridden
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
