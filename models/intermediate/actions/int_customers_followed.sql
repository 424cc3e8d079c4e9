{%- set has_log = var('segmentation_action_log') or is_shipped('action_log') -%}
{%- set never = "cast('9999-12-31' as date)" -%}
{#- who orders every week comes back within a month more often than who orders every year -#}
{%- set rhythms = [15, 30, 60, 120, 240] -%}
with

first_actions as (

    select
        month_end,
        customer_id,
        min(done_on) as first_done_on
    from {{ ref('customer_segmentation', 'int_actions_followed') }}
    where
        scheme = 'all'
        and month_end is not null
    group by month_end, customer_id

),

-- without a log nobody asks how orders go on
purchase_days as (

    select
        customer_id,
        ordered_on,
        lead(ordered_on) over (partition by customer_id order by ordered_on) as next_ordered_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    where {{ 'is_purchase' if has_log else 'false' }}
    group by customer_id, ordered_on

),

followed as (

    select
        measured.customer_id,
        {{ band('lateness') }} as lateness_band,
        {{ band('value') }} as value_band,
        case
            {%- for days in rhythms %}
            when measured.days_between_orders < {{ days }} then {{ loop.index }}
            {%- endfor %}
            else {{ rhythms | length + 1 }}
        end as rhythm_band,
        coalesce(purchase_days.next_ordered_on, {{ never }}) as next_ordered_on,
        coalesce(first_actions.first_done_on, {{ never }}) as first_done_on,
        measured.as_of_date as month_end
    from {{ ref('customer_segmentation', 'int_history_measured') }} as measured
    left join purchase_days
        on
            measured.customer_id = purchase_days.customer_id
            and measured.last_ordered_on = purchase_days.ordered_on
    left join first_actions
        on
            measured.customer_id = first_actions.customer_id
            and measured.as_of_date = first_actions.month_end
    where measured.as_of_date in (select months.month_end from first_actions as months)

)

select * from followed
