{%- set earlier = {
    'previous_month': [1, 'revenue_growth', 'no_growth_reason'],
    'year_ago': [12, 'year_on_year_growth', 'no_year_on_year_reason'],
} -%}
with

-- before its first month a member had no sales
compared as (

    select
        {% for name, (months, _, _) in earlier.items() -%}
        case
            when is_{{ name }}_complete is not null
                then coalesce(lag(revenue, {{ months }}) over members, 0)
        end as {{ name }}_revenue,
        {% endfor -%}
        *
    from {{ ref('customer_segmentation', 'int_member_months') }}
    window members as (partition by dimension, member order by month_starts_on)

),

explained as (

    select
        {% for name, (_, _, reason) in earlier.items() -%}
        case
            when not is_complete_month then 'This month is not complete.'
            when is_{{ name }}_complete is null then 'The data begins after the earlier month.'
            when not is_{{ name }}_complete then 'The earlier month is not complete.'
            when {{ name }}_revenue <= 0 then 'The earlier month has no revenue.'
        end as {{ reason }},
        {% endfor -%}
        *
    from compared

),

grown as (

    select
        explained.dimension,
        coalesce(names.member, explained.member) as member,
        coalesce(names.member_name, explained.member) as member_name,
        explained.month_starts_on as month,
        explained.no_growth_reason,
        explained.no_year_on_year_reason,
        names.member_order,
        cast(explained.orders as bigint) as orders,
        cast(explained.order_lines as bigint) as order_lines,
        cast(explained.customers as bigint) as customers,
        cast(explained.units as {{ type_of('quantity') }}) as units,
        cast(explained.revenue as {{ type_of('money') }}) as revenue,
        {% for name, (_, growth, reason) in earlier.items() -%}
        cast(explained.{{ name }}_revenue as {{ type_of('money') }}) as {{ name }}_revenue,
        case
            when explained.{{ reason }} is null
                then {{ ratio(
                    '(explained.revenue - explained.' ~ name ~ '_revenue)',
                    'explained.' ~ name ~ '_revenue',
                ) }}
        end as {{ growth }},
        {% endfor -%}
        cast(explained.costed_revenue - explained.cost as {{ type_of('money') }}) as margin,
        case
            when explained.costed_revenue > 0
                then {{ ratio(
                    '(explained.costed_revenue - explained.cost)', 'explained.costed_revenue'
                ) }}
        end as margin_ratio,
        {{ ratio('explained.costed_purchases', 'explained.purchases') }} as costed_share,
        explained.is_complete_month
    from explained
    left join {{ ref('customer_segmentation', 'int_member_names') }} as names
        on
            explained.dimension = names.dimension
            and explained.member = names.code

)

select * from grown
