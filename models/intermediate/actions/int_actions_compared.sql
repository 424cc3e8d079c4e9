{%- set row = 'scheme, segment, action' -%}
{%- set smallest_group = 20 -%}
{#- 95 % of a normal distribution lies within -#}
{%- set z = 1.959964 -%}
with

-- one who is alike in several reviews of a cell counts once
cells as (

    select
        done.scheme,
        done.segment,
        done.action,
        count(*) as customers,
        count(case when done.has_come_back then 1 end) as came_back,
        min(matched.alike_customers) as alike_customers,
        {{ ratio('sum(matched.alike_came_back)', 'sum(matched.alike_customers)') }} as alike_rate
    from {{ ref('customer_segmentation', 'int_actions_followed') }} as done
    inner join {{ ref('customer_segmentation', 'int_actions_matched') }} as matched
        on
            done.customer_id = matched.customer_id
            and done.action = matched.action
            and done.done_on = matched.done_on
    group by
        done.scheme, done.segment, done.action,
        matched.month_end, matched.lateness_band, matched.value_band, matched.rhythm_band

),

-- as if one more had come back and one more had not: of few, none or all is no certainty
hedged as (

    select
        *,
        {{ ratio('alike_rate * alike_customers + 1', 'alike_customers + 2') }} as hedged_rate
    from cells

),

varied as (

    select
        *,
        {{ ratio(
            'customers * customers * cast(hedged_rate * (1 - hedged_rate) as decimal(18, 6))',
            'alike_customers + 2', 6, 38
        ) }} as squared_error
    from hedged

),

-- customers alike weigh as much as those they stand beside
summed as (

    select
        {{ row }},
        cast(sum(customers) as bigint) as compared_customers,
        cast(sum(came_back) as bigint) as compared_came_back,
        cast(sum(alike_customers) as bigint) as alike_customers,
        {{ ratio('sum(customers * alike_rate)', 'sum(customers)') }} as alike_rate,
        {{ ratio('sum(squared_error)', 'sum(customers) * sum(customers)', 10, 28) }}
            as alike_squared_error
    from varied
    group by {{ row }}

),

-- likewise of those whom the action was done for
compared as (

    select
        *,
        {{ ratio('compared_came_back', 'compared_customers') }} as compared_rate,
        {{ ratio('compared_came_back + 1', 'compared_customers + 2') }} as hedged_rate
    from summed

),

-- an interval of few customers would say more than they do
measured as (

    select
        *,
        cast(compared_rate - alike_rate as decimal(18, 6)) as difference,
        case
            when least(compared_customers, alike_customers) >= {{ smallest_group }}
                then cast({{ z }} * sqrt(cast(
                    {{ ratio(
                        'cast(hedged_rate * (1 - hedged_rate) as decimal(18, 6))',
                        'compared_customers + 2', 10, 28
                    ) }} + alike_squared_error as {{ type_of('float') }}
                )) as decimal(18, 10))
        end as margin
    from compared

),

bounded as (

    select
        {{ row }},
        compared_customers,
        alike_customers,
        compared_rate,
        alike_rate,
        difference,
        cast(
            case when difference - margin < -1 then -1 else difference - margin end
            as decimal(18, 6)
        ) as difference_low,
        cast(
            case when difference + margin > 1 then 1 else difference + margin end
            as decimal(18, 6)
        ) as difference_high
    from measured

)

select * from bounded
