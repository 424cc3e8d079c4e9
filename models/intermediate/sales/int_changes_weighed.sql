{%- set row = 'dimension, member, before_bit' -%}
{%- set float = type_of('float') -%}
{%- set effect = 'decimal(28, 6)' -%}
{%- set more_orders = '(ln(orders_float_after) - ln(orders_float_before))' -%}
{%- set more_units = '(ln(units_float_after) - ln(units_float_before))' -%}
{%- set sides = ['before', 'after'] -%}
with

sales as (

    select
        *,
        case
            when lines_without_units_before + lines_without_units_after > 0 then 1
            {% for side in sides -%}
            when purchase_lines_{{ side }} > 0 and units_{{ side }} <= 0 then 1
            {% endfor -%}
            else 0
        end as lacks_units
    from {{ ref('customer_segmentation', 'int_sales_compared') }}

),

-- who bought in one period only is won or lost, with all that was bought
totalled as (

    select
        {{ row }},
        {% for side in sides -%}
        cast(sum(sales_{{ side }} + refunds_{{ side }}) as {{ type_of('money') }})
            as revenue_{{ side }},
        sum(-refunds_{{ side }}) as refunds_{{ side }},
        sum(case when status = 'kept' then 0 else sales_{{ side }} end) as other_sales_{{ side }},
        {% for measure in ['sales', 'units', 'orders'] -%}
        sum(case when status = 'kept' then {{ measure }}_{{ side }} else 0 end)
            as {{ measure }}_{{ side }},
        {% endfor -%}
        {% endfor -%}
        {% for status in ['kept', 'won', 'lost'] -%}
        cast(sum(case when status = '{{ status }}' then customers else 0 end) as bigint)
            as customers_{{ status }},
        {% endfor -%}
        max(case when status = 'kept' then lacks_units else 0 end) = 0 as has_units
    from sales
    group by {{ row }}

),

floated as (

    select
        {% for side in sides -%}
        {% for measure in ['sales', 'units', 'orders'] -%}
        cast({{ measure }}_{{ side }} as {{ float }}) as {{ measure }}_float_{{ side }},
        {% endfor -%}
        cast(case when has_units then sales_{{ side }} end as {{ float }})
        / cast(nullif(units_{{ side }}, 0) as {{ float }}) as unit_value_{{ side }},
        {% endfor -%}
        *
    from totalled

),

-- money for one unit of a logarithm, and for one more in the value of a unit
weighed as (

    select
        *,
        {{ log_mean('sales_float_after', 'sales_float_before') }} as log_weight,
        coalesce(
            {{ log_mean('sales_float_after', 'sales_float_before') }}
            / nullif({{ log_mean('unit_value_after', 'unit_value_before') }}, 0),
            -- the limits where nothing was paid in one of the periods
            case when sales_before > 0 then units_float_before else units_float_after end
        ) as value_weight
    from floated

),

-- nothing is left of both in that limit
split as (

    select
        *,
        cast(
            case when log_weight > 0 then log_weight * {{ more_orders }} else 0 end
            as {{ effect }}
        ) as orders_effect,
        cast(
            case
                when has_units and log_weight > 0
                    then log_weight * ({{ more_units }} - {{ more_orders }})
                else 0
            end as {{ effect }}
        ) as units_effect
    from weighed

)

select * from split
