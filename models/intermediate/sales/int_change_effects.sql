{#- whose a driver is, where there is one, its effect, and what measures it on a side -#}
{%- set kept = 'customers_kept' -%}
{%- set is_kept = 'customers_kept > 0' -%}
{%- set drivers = {
    'customers_won': ['customers_won', 'true', 'other_sales_after', 'null', '1'],
    'customers_lost': ['customers_lost', 'true', '-other_sales_before', 'null', '1'],
    'orders_per_customer': [kept, is_kept, 'orders_effect', 'orders_?', kept],
    'units_per_order': [
        kept, is_kept ~ ' and has_units', 'units_effect', 'units_?', 'orders_?',
    ],
    'price': [kept, 'price_share > 0', 'price_effect', 'price_?', 'price_share'],
    'product_mix': [kept, 'mix_effect is not null', 'mix_effect', 'mix_?', '1'],
    'price_or_mix': [kept, 'unnamed_share > 0', 'unnamed_effect', 'unnamed_?', 'unnamed_share'],
    'order_value': [
        kept, is_kept ~ ' and not has_units',
        'sales_after - sales_before - orders_effect', 'sales_?', 'orders_?',
    ],
    'refunds': ['customers', 'true', 'refunds_before - refunds_after', 'refunds_?', '1'],
} -%}
with

joined as (

    select
        weighed.*,
        weighed.customers_won + weighed.customers_lost + weighed.customers_kept as customers,
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
        prices.mix_after
    from {{ ref('customer_segmentation', 'int_changes_weighed') }} as weighed
    left join {{ ref('customer_segmentation', 'int_prices_compared') }} as prices
        on
            weighed.dimension = prices.dimension
            and weighed.member = prices.member
            and weighed.comparison = prices.comparison

),

driven as (

    {% for driver, (customers, condition, effect, measure, per) in drivers.items() -%}
    select
        dimension,
        member,
        comparison,
        '{{ driver }}' as driver,
        {{ loop.index }} as driver_rank,
        {{ customers }} as customers,
        cast(revenue_before as {{ type_of('money') }}) as revenue_before,
        cast(revenue_after as {{ type_of('money') }}) as revenue_after,
        cast({{ effect }} as decimal(28, 6)) as effect,
        {% for side in ['before', 'after'] -%}
        {{ ratio(measure | replace('?', side), per | replace('?', side), 6, 28) if measure != 'null' else 'cast(null as decimal(28, 6))' }}
            as measure_{{ side }}
        {{- ',' if not loop.last }}
        {% endfor -%}
    from joined
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from driven
