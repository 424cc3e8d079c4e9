-- what the page says of a customer in each scheme; priorities of the actions, the first one first
with

priorities as (

    select
        scheme,
        customer_id,
        list(priority order by action_rank) as priorities,
        max(value_of_reaching_better_segment) as value_of_reaching_better_segment,
        max(value_of_staying) as value_of_staying
    from fct_customer_actions
    group by scheme, customer_id

)

select
    segments.scheme,
    segments.customer_id,
    segments.segment,
    segments.reason,
    segments.better_segment,
    segments.gap_to_better_segment,
    priorities.priorities,
    priorities.value_of_reaching_better_segment,
    priorities.value_of_staying,
    momentum.last_move,
    momentum.previous_segment,
    momentum.months_in_segment
from fct_customer_segments as segments
left join priorities
    on
        segments.scheme = priorities.scheme
        and segments.customer_id = priorities.customer_id
left join fct_customer_momentum as momentum
    on
        segments.scheme = momentum.scheme
        and segments.customer_id = momentum.customer_id
order by segments.scheme, segments.customer_id
