{%- set rankings = ['expected_gain', 'past_revenue', 'days_since_last_order', 'segment_average'] -%}
with

ranked as (

    select * from {{ ref('customer_segmentation', 'int_priorities_replayed') }}

),

placed as (

    {% for ranking in rankings -%}
    select
        '{{ ranking }}' as ranking,
        place_by_{{ ranking }} as place,
        candidates_of_day,
        revenue_lost,
        came_back
    from ranked
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

lists as (

    select cast(0.05 as decimal(4, 2)) as list_share
    union all
    select cast(0.10 as decimal(4, 2)) as list_share
    union all
    select cast(0.20 as decimal(4, 2)) as list_share

),

named as (

    select
        lists.list_share,
        placed.ranking,
        placed.place <= ceil(placed.candidates_of_day * lists.list_share) as is_named,
        placed.revenue_lost,
        placed.came_back
    from placed
    cross join lists

),

summed as (

    select
        list_share,
        ranking,
        count(*) as customers_late,
        count(case when is_named then 1 end) as customers_named,
        sum(case when is_named then came_back else 0 end) as customers_back,
        sum(revenue_lost) as revenue_lost,
        sum(case when is_named then revenue_lost else 0 end) as revenue_lost_named
    from named
    group by list_share, ranking

),

shared as (

    select
        list_share,
        ranking,
        cast(customers_late as bigint) as customers_late,
        cast(customers_named as bigint) as customers_named,
        cast(revenue_lost as {{ type_of('money') }}) as revenue_lost,
        {{ ratio('revenue_lost_named', 'revenue_lost') }} as revenue_lost_share,
        {{ ratio('customers_back', 'customers_named') }} as came_back_share
    from summed

),

-- the list says itself where a baseline would have done as well
compared as (

    select
        *,
        cast(rank() over (partition by list_share order by revenue_lost_share desc) as integer)
            as place
    from shared

)

select * from compared
