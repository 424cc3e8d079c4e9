-- by no scheme and no owner
with

resting as (

    select customer_id
    from {{ ref('customer_segmentation', 'fct_customer_actions') }}
    where available_on > as_of_date
    group by customer_id

),

acted as (

    select customer_id from {{ ref('customer_segmentation', 'fct_customer_actions') }}
    where decision <> 'watch'
    union all
    select customer_id from {{ ref('customer_segmentation', 'fct_action_plan') }}

)

select acted.customer_id
from acted
inner join resting
    on acted.customer_id = resting.customer_id
group by acted.customer_id
