-- without the setting, amounts of two currencies would be added up as if they were one
{{ config(fail_calc=raised()) }}

with

currencies as (

    select currency
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    where currency is not null
    group by currency

),

found as (

    select
        count(*) as currencies,
        {{ joined_text('currency', 'currency', ', ') }} as names
    from currencies

)

select
    'segmentation_order_lines holds several currencies (' || names
    || '); set segmentation_currency to the one that counts, lines of the others are then rejected.'
        as problem
from found
where currencies > 1
