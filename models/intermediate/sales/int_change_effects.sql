{#- of each driver where there is one, its effect, and what measures it on a side -#}
{%- set is_kept = 'customers_kept > 0' -%}
{%- set drivers = {
    'customers_won': ['true', 'other_sales_after', 'nothing', '1'],
    'customers_lost': ['true', '-other_sales_before', 'nothing', '1'],
    'orders_per_customer': [is_kept, 'orders_effect', 'orders_?', 'customers_kept'],
    'units_per_order': [is_kept ~ ' and has_units', 'units_effect', 'units_?', 'orders_?'],
    'price': ['price_share > 0', 'price_effect', 'price_?', 'price_share'],
    'product_mix': ['mix_effect is not null', 'mix_effect', 'mix_?', '1'],
    'price_or_mix': ['unnamed_share > 0', 'unnamed_effect', 'unnamed_?', 'unnamed_share'],
    'order_value': [
        is_kept ~ ' and not has_units', 'sales_after - sales_before - orders_effect', 'sales_?',
        'orders_?',
    ],
    'refunds': ['true', 'refunds_before - refunds_after', 'refunds_?', '1'],
} -%}
with

joined as (

    select
        weighed.*,
        prices.price_effect,
        prices.price_before,
        prices.price_after,
        prices.price_share,
        prices.unnamed_effect,
        prices.unnamed_before,
        prices.unnamed_after,
        prices.unnamed_share,
        prices.mix_effect,
        prices.mix_before,
        prices.mix_after,
        cast(null as decimal(18, 6)) as nothing
    from {{ ref('customer_segmentation', 'int_changes_weighed') }} as weighed
    left join {{ ref('customer_segmentation', 'int_prices_compared') }} as prices
        on
            weighed.dimension = prices.dimension
            and weighed.member = prices.member
            and weighed.before_bit = prices.before_bit

),

driven as (

    {% for driver, (condition, effect, measure, per) in drivers.items() -%}
    select
        dimension,
        member,
        before_bit,
        '{{ driver }}' as driver,
        {{ loop.index }} as driver_rank,
        customers_kept,
        customers_won,
        customers_lost,
        revenue_before,
        revenue_after,
        {% for side in ['before', 'after'] -%}
        {{ ratio(measure | replace('?', side), per | replace('?', side), 6, 28) }}
            as measure_{{ side }},
        {% endfor -%}
        cast({{ effect }} as decimal(28, 6)) as effect
    from joined
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from driven
