-- the playbook, with whom and what it is about
select
    scheme,
    segment,
    action_rank,
    action,
    channel,
    owner,
    goal,
    -- what was done for a customer has a review of its own, which isn't later
    max(review_on) as review_on,
    count(*) as customers,
    count(case when is_best_action and decision in ('invest', 'automate') then 1 end)
        as customers_to_act_on,
    coalesce(sum(
        case when is_best_action and decision in ('invest', 'automate') then expected_gain end
    ), 0) as expected_gain
from fct_customer_actions
group by scheme, segment, action_rank, action, channel, owner, goal
order by scheme, segment, action_rank
