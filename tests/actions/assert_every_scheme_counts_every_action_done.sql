-- also where the segment of that time isn't known
with

done as (

    select count(*) as actions
    from {{ ref('customer_segmentation', 'int_actions_done') }}

),

counted as (

    select
        scheme,
        sum(done) as actions
    from {{ ref('customer_segmentation', 'fct_action_outcomes') }}
    group by scheme

)

select
    counted.scheme,
    counted.actions,
    done.actions as actions_done
from counted
cross join done
where counted.actions <> done.actions
