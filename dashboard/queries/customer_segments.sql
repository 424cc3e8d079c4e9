-- what the page says of a customer in each scheme; priorities of the actions, the first one first
with

priorities as (

    select
        scheme,
        customer_id,
        list(priority order by action_rank) as priorities,
        list(cast(expected_gain as double) order by action_rank) as gains,
        -- what was done for a customer has a review of its own, or none any more
        case
            when count(done_on) > 0 then list(cast(review_on as varchar) order by action_rank)
        end as reviews,
        list_position(list(is_best_action order by action_rank), true) - 1 as best,
        max(decision) as decision,
        max(case when is_best_action then expected_gain end) as expected_gain,
        max(case when is_best_action then expected_gain_reason end) as expected_gain_reason
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
    priorities.gains,
    priorities.reviews,
    priorities.best,
    priorities.decision,
    priorities.expected_gain,
    priorities.expected_gain_reason,
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
