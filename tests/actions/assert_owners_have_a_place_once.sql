-- owners are people, whose names published files may leave out: no key of a contract holds them
with

plans as (

    select
        'fct_action_plan' as mart,
        owner || ', ' || cast(week as {{ dbt.type_string() }}) || ', '
        || cast(rank as {{ dbt.type_string() }}) as place
    from {{ ref('customer_segmentation', 'fct_action_plan') }}

),

coverage as (

    select
        'fct_sales_coverage' as mart,
        scheme || ', ' || owner || ', ' || territory || ', ' || segment as place
    from {{ ref('customer_segmentation', 'fct_sales_coverage') }}

),

places as (

    select * from plans
    union all
    select * from coverage

)

select
    mart,
    place,
    count(*) as copies
from places
group by mart, place
having count(*) > 1 or place is null
