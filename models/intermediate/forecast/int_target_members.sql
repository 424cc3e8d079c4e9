with

owners as (

    select
        owner,
        coalesce(territory, 'unknown') as territory
    from {{ ref('customer_segmentation', 'stg_segmentation__owners') }}

),

-- a territory has what its account managers have
{% for name, relation, measure, period in [
    ('forecasts', 'int_forecasts_added_up', 'forecast', 'horizon'),
    ('sales', 'int_sales_member_days', 'revenue', 'ordered_on'),
] -%}
{{ name }} as (

    select
        dimension,
        member,
        {{ period }},
        {{ measure }}
    from {{ ref('customer_segmentation', relation) }}
    union all
    select
        'territory' as dimension,
        coalesce(owners.territory, 'unknown') as member,
        members.{{ period }},
        members.{{ measure }}
    from {{ ref('customer_segmentation', relation) }} as members
    left join owners
        on members.member = owners.owner
    where members.dimension = 'account_manager'

),

{% endfor -%}
weighed as (

    select
        dimension,
        member,
        cast(coalesce(sum(forecast), 0) as {{ type_of('money') }}) as weight
    from forecasts
    group by dimension, member

),

sold as (

    select
        dimension,
        member,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from sales
    group by dimension, member, cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

joined as (

    select
        weighed.dimension,
        weighed.member,
        weighed.weight,
        sold.month,
        sold.revenue
    from weighed
    left join sold
        on
            weighed.dimension = sold.dimension
            and weighed.member = sold.member

)

select * from joined
