{%- set is_priced = 'quantity > 0 and line_amount > 0' -%}
{%- set of_customer = 'partition by lines.customer_id, lines.product_id, lines.quarter' -%}
{%- set amount_of_others = 'sold.amount - grouped.own_amount' -%}
{%- set units_of_others = 'sold.units - grouped.own_units' -%}
{%- set is_alike = 'compared.priced_amount <= 3 * compared.at_price_of_others'
    ~ ' and 3 * compared.priced_amount >= compared.at_price_of_others' -%}
{%- set product_line = "coalesce(products.product_line, 'unknown')" -%}
with

lines as (

    select
        customer_id,
        order_id,
        order_placed_on,
        product_id,
        line_amount,
        case when {{ is_priced }} then line_amount else 0 end as priced_amount,
        case when {{ is_priced }} then quantity else 0 end as priced_units,
        cast({{ dbt.date_trunc('quarter', 'ordered_on') }} as date) as quarter
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_purchase

),

products as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__products') }}

),

sold as (

    select
        product_id,
        quarter,
        sum(priced_amount) as amount,
        sum(priced_units) as units
    from lines
    group by product_id, quarter

),

grouped as (

    select
        lines.customer_id,
        lines.order_id,
        lines.order_placed_on,
        lines.product_id,
        lines.quarter,
        sum(lines.line_amount) as amount,
        sum(lines.priced_amount) as priced_amount,
        sum(lines.priced_units) as units,
        sum(sum(lines.priced_amount)) over ({{ of_customer }}) as own_amount,
        sum(sum(lines.priced_units)) over ({{ of_customer }}) as own_units
    from lines
    inner join {{ ref('customer_segmentation', 'int_declining_customers') }} as customers
        on lines.customer_id = customers.customer_id
    group by
        lines.customer_id, lines.order_id, lines.order_placed_on, lines.product_id, lines.quarter

),

-- what the same units would have cost at the price that others paid in that quarter
compared as (

    select
        grouped.*,
        case
            when grouped.units > 0 and {{ units_of_others }} > 0
                then cast(
                    cast(grouped.units as decimal(19, 3))
                    * {{ ratio(amount_of_others, units_of_others, 6, 18) }} as decimal(28, 6)
                )
        end as at_price_of_others
    from grouped
    left join sold
        on
            grouped.product_id = sold.product_id
            and grouped.quarter = sold.quarter

),

-- at less than a third of it, or more than three times, it is another thing, such as a typed fee
bought as (

    select
        compared.customer_id,
        compared.order_id,
        {{ product_line }} as product_line,
        dense_rank() over (
            partition by compared.customer_id
            order by compared.order_placed_on desc, compared.order_id desc
        ) as purchases_back,
        cast(sum(compared.amount) as {{ type_of('money') }}) as amount,
        cast(sum(
            case when {{ is_alike }} then compared.priced_amount else 0 end
        ) as {{ type_of('money') }}) as priced_amount,
        cast(sum(
            case when {{ is_alike }} then compared.at_price_of_others end
        ) as decimal(28, 6)) as amount_at_price_of_others,
        compared.order_placed_on
    from compared
    left join products
        on compared.product_id = products.product_id
    group by
        compared.customer_id, compared.order_id, compared.order_placed_on, {{ product_line }}

)

select * from bought
