{%- set row = 'dimension, member, before_bit' -%}
{%- set float = type_of('float') -%}
{%- set sides = ['before', 'after'] -%}
{%- set effect = 'decimal(28, 6)' -%}
with

weighed as (

    select * from {{ ref('customer_segmentation', 'int_changes_weighed') }}

),

products as (

    select
        weighed.dimension,
        weighed.member,
        weighed.before_bit,
        weighed.value_weight,
        {% for side in sides -%}
        cast(sales.units_{{ side }} as {{ float }}) / weighed.units_float_{{ side }}
            as share_{{ side }},
        cast(sales.sales_{{ side }} as {{ float }})
        / cast(nullif(sales.units_{{ side }}, 0) as {{ float }}) as price_{{ side }},
        {% endfor -%}
        sales.product_id <> 'unknown' as is_named,
        sales.units_before > 0 and sales.units_after > 0 as is_in_both
    from {{ ref('customer_segmentation', 'int_sales_compared') }} as sales
    inner join weighed
        on
            sales.dimension = weighed.dimension
            and sales.member = weighed.member
            and sales.before_bit = weighed.before_bit
    where
        sales.status = 'kept'
        and sales.product_id is not null
        and weighed.has_units

),

-- a product that is in one period only has its price in both, so that it is mix alone
averaged as (

    select
        *,
        (share_before + share_after) / 2 as mean_share,
        500000 * (share_before + share_after) as millionths,
        (coalesce(price_before, price_after) + coalesce(price_after, price_before)) / 2
            as mean_price
    from products

),

-- terms are rounded before they are added up: their order makes no difference then
priced as (

    select
        {{ row }},
        {% for name, is_named in {'price': 'is_named', 'unnamed': 'not is_named'}.items() -%}
        sum(cast(
            case
                when is_in_both and {{ is_named }}
                    then value_weight * (mean_share * (price_after - price_before))
                else 0
            end as {{ effect }}
        )) as {{ name }}_effect,
        {% for side in sides -%}
        sum(cast(
            case when is_in_both and {{ is_named }} then millionths * price_{{ side }} end
            as {{ effect }}
        )) as {{ name }}_{{ side }},
        {% endfor -%}
        sum(cast(case when is_in_both and {{ is_named }} then millionths end as {{ effect }}))
            as {{ name }}_share,
        {% endfor -%}
        {% for side in sides -%}
        sum(cast(mean_price * share_{{ side }} as decimal(28, 12))) as mix_{{ side }},
        {% endfor -%}
        sum(cast(value_weight * (mean_price * (share_after - share_before)) as {{ effect }}))
            as mix_effect
    from averaged
    group by {{ row }}

)

select * from priced
