with

input as (

    select * from {{ input_relation('customer_totals') }}

),

typed as (

    select
        {{ read_as('customer_id', 'id') }} as customer_id,
        {{ read_as('orders', 'integer') }} as orders,
        {{ read_as('tenure_days', 'integer') }} as tenure_days,
        {{ read_as('units', 'quantity') }} as units,
        {{ read_as('revenue', 'money') }} as revenue,
        cast({{ local_timestamp('first_ordered_on') }} as date) as first_ordered_on,
        cast({{ local_timestamp('last_ordered_on') }} as date) as last_ordered_on,
        {% for column in inputs()['customer_totals'].columns -%}
        {{ clean_text(column) }} as raw_{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from input

)

select * from typed
