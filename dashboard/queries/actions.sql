-- the playbook, with whom and what it is about
select
    scheme,
    segment,
    action_rank,
    action,
    channel,
    owner,
    goal,
    review_on,
    count(*) as customers,
    sum(revenue_at_stake) as revenue_at_stake
from fct_customer_actions
group by scheme, segment, action_rank, action, channel, owner, goal, review_on
order by scheme, segment, action_rank
