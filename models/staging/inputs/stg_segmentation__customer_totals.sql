with

input as (

    select * from {{ input_relation('customer_totals') }}

),

typed as (

    select
        {{ clean_id('customer_id') }} as customer_id,
        {{ try_integer('orders') }} as orders,
        {{ try_integer('tenure_days') }} as tenure_days,
        {{ try_decimal('units', type_of('quantity')) }} as units,
        {{ try_decimal('revenue', type_of('money')) }} as revenue,
        cast({{ local_timestamp('first_ordered_on') }} as date) as first_ordered_on,
        cast({{ local_timestamp('last_ordered_on') }} as date) as last_ordered_on,
        {% for column in inputs()['customer_totals'].columns -%}
        {{ clean_text(column) }} as raw_{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from input

)

select * from typed
