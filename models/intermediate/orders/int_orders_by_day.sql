-- with `incremental_lines` kept between builds: changed orders are removed and added up again
{{ config(**incremental_config('orders')) }}
{%- set totals = additive_totals() | selectattr('of_lines') | list %}

with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

counted as (

    select *
    from lines
    where {{ is_counted('lines') }}
    {%- if is_incremental() %}
        and {{ hash_of(['customer_id', 'order_id']) }} in (
            select order_hash from {{ changed_relation() }}
        )
    {%- endif %}

),

grouped as (

    select
        customer_id,
        order_id,
        ordered_on,
        {% for total in totals -%}
        cast({{ total.of_lines }} as {{ total.type }}) as {{ total.name }},
        {% endfor -%}
        count(unit_price) as priced_lines,
        cast(sum(unit_price) as {{ type_of('price') }}) as unit_price_total,
        {% if setting('incremental_lines') -%}
        {{ sum_of_hashes(line_fingerprint()) }} as row_hash,
        {% endif -%}
        case when count(*) > count(case when line_amount < 0 then 1 end) then ordered_on end
            as purchased_on
    from counted
    group by customer_id, order_id, ordered_on

),

-- an order is one purchase, on its first day: refunds and later deliveries have days of their own
several_days as (

    select
        customer_id,
        order_id,
        min(purchased_on) as order_placed_on
    from grouped
    group by customer_id, order_id
    having count(*) > 1

),

flagged as (

    select
        grouped.customer_id,
        grouped.order_id,
        grouped.ordered_on,
        coalesce(several_days.order_placed_on, grouped.purchased_on) as order_placed_on,
        {% for total in totals -%}
        grouped.{{ total.name }},
        {% endfor -%}
        grouped.priced_lines,
        grouped.unit_price_total,
        {% if setting('incremental_lines') -%}
        grouped.row_hash,
        {{ hash_of(['grouped.customer_id', 'grouped.order_id']) }} as order_hash,
        {% endif -%}
        grouped.purchased_on is not null
        and coalesce(grouped.purchased_on = several_days.order_placed_on, true) as is_purchase
    from grouped
    left join several_days
        on
            grouped.customer_id = several_days.customer_id
            and grouped.order_id = several_days.order_id

)

select * from flagged
