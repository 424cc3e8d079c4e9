{%- set of_sales = ['sales', 'refunds', 'units', 'purchase_lines', 'lines_without_units'] -%}
{%- set of_orders = ['orders', 'customers'] -%}
{%- set alike = 'dimension, member, bought_in, periods' -%}
{%- set types = {
    'sales': type_of('money'), 'refunds': type_of('money'), 'units': type_of('quantity'),
    'purchase_lines': 'bigint', 'lines_without_units': 'bigint', 'orders': 'bigint',
} -%}
with

-- of products and of orders, whose sums have nothing else in common
alike as (

    select
        {{ alike }},
        product_id,
        {{ of_sales | join(', ') }},
        {% for measure in of_orders -%}
        0 as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('customer_segmentation', 'int_products_compared') }}
    union all
    select
        {{ alike }},
        null as product_id,
        {% for measure in of_sales -%}
        0 as {{ measure }},
        {% endfor -%}
        {{ of_orders | join(', ') }}
    from {{ ref('customer_segmentation', 'int_orders_compared') }}

),

-- of a comparison, each row is on one side or, an order of several days, on both
sides as (

    select
        alike.*,
        comparisons.comparison,
        (alike.periods & comparisons.before_bit) > 0 as is_before,
        (alike.periods & comparisons.after_bit) > 0 as is_after,
        case
            when (alike.bought_in & comparisons.before_bit) = 0
                then case when (alike.bought_in & comparisons.after_bit) > 0 then 'won' else 'none' end
            when (alike.bought_in & comparisons.after_bit) = 0 then 'lost'
            else 'kept'
        end as status
    from alike
    cross join {{ ref('customer_segmentation', 'int_periods_compared') }} as comparisons
    where
        (alike.periods & (comparisons.before_bit + comparisons.after_bit)) > 0
        or (
            alike.customers > 0
            and (alike.bought_in & (comparisons.before_bit + comparisons.after_bit)) > 0
        )

),

-- what was won or lost is told without its products
compared as (

    select
        dimension,
        member,
        comparison,
        status,
        case when status = 'kept' then product_id end as product_id,
        {% for measure in types -%}
        {% for side in ['before', 'after'] -%}
        sum(case when is_{{ side }} then {{ measure }} else 0 end) as {{ measure }}_{{ side }},
        {% endfor -%}
        {% endfor -%}
        sum(customers) as customers
    from sides
    group by
        dimension, member, comparison, status, case when status = 'kept' then product_id end

),

-- customers of a profile are in the same segments
unfolded as (

    select
        case profiles.scheme
            when 'all' then 'all'
            else coalesce(profiles.scheme || '_segment', compared.dimension)
        end as dimension,
        coalesce(profiles.segment, compared.member) as member,
        compared.comparison,
        compared.status,
        compared.product_id,
        {% for side in ['before', 'after'] -%}
        {% for measure, type in types.items() -%}
        cast(sum(compared.{{ measure }}_{{ side }}) as {{ type }}) as {{ measure }}_{{ side }},
        {% endfor -%}
        {% endfor -%}
        cast(sum(compared.customers) as bigint) as customers
    from compared
    left join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on
            compared.dimension = 'profile'
            and compared.member = profiles.profile
    group by
        case profiles.scheme
            when 'all' then 'all'
            else coalesce(profiles.scheme || '_segment', compared.dimension)
        end,
        coalesce(profiles.segment, compared.member),
        compared.comparison,
        compared.status,
        compared.product_id

)

select * from unfolded
