with

actions as (

    select * from {{ ref('customer_segmentation', 'dim_segment_actions') }}

),

-- without part `value` nothing is known of them
segment_values as (

    {% if is_part('value') -%}
    select * from {{ ref('customer_segmentation', 'int_segment_values') }}
    {%- else -%}
    select
        scheme,
        segment,
        cast(null as integer) as segment_rank,
        cast(null as {{ type_of('money') }}) as expected_value
    from actions
    where false
    {%- endif %}

),

-- segments may share a rank: who slides is taken to land in the best of the next worse ones
ranks as (

    select
        scheme,
        segment_rank,
        lead(max(expected_value)) over (partition by scheme order by segment_rank) as value_below
    from segment_values
    group by scheme, segment_rank

),

-- who is in the best segment can't rise, but fall: then staying is what the action is for
staked as (

    select
        customers.*,
        case when customers.revenue > 0 then customers.revenue else 0 end as revenue_at_stake,
        better.expected_value - own.expected_value as value_of_reaching_better_segment,
        own.expected_value - ranks.value_below as value_of_staying,
        case
            when customers.better_segment is null then own.expected_value - ranks.value_below
            else better.expected_value - own.expected_value
        end as value_at_stake
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as customers
    left join segment_values as own
        on
            customers.scheme = own.scheme
            and customers.segment = own.segment
    left join ranks
        on
            own.scheme = ranks.scheme
            and own.segment_rank = ranks.segment_rank
    left join segment_values as better
        on
            customers.scheme = better.scheme
            and customers.better_segment = better.segment

),

planned as (

    select
        staked.scheme,
        staked.customer_id,
        actions.action_rank,
        staked.segment,
        staked.segment_name,
        actions.action,
        actions.channel,
        actions.owner,
        actions.goal,
        cast(staked.revenue_at_stake as {{ type_of('money') }}) as revenue_at_stake,
        cast(staked.value_of_reaching_better_segment as {{ type_of('money') }})
            as value_of_reaching_better_segment,
        cast(staked.value_of_staying as {{ type_of('money') }}) as value_of_staying,
        cast(row_number() over (
            partition by staked.scheme
            order by
                staked.value_at_stake desc nulls last, staked.revenue_at_stake desc,
                staked.customer_id asc, actions.action_rank asc
        ) as bigint) as priority,
        staked.as_of_date,
        cast({{ dbt.dateadd('day', 'actions.review_after_days', 'staked.as_of_date') }} as date)
            as review_on
    from staked
    inner join actions
        on
            staked.scheme = actions.scheme
            and staked.segment = actions.segment

)

select * from planned
