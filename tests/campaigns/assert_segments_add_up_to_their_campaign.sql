-- in every scheme: customers, buyers and revenue of both groups, and the cost
{% set measures = [
    'treated_customers', 'control_customers', 'treated_buyers', 'control_buyers',
    'treated_revenue', 'control_revenue',
] -%}
with

campaigns as (

    select * from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all'

),

schemes as (

    select
        campaign_id,
        scheme,
        {% for measure in measures -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        sum(cost) as cost
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme <> 'all'
    group by campaign_id, scheme

)

select schemes.*
from schemes
inner join campaigns
    on schemes.campaign_id = campaigns.campaign_id
where
    {% for measure in measures -%}
    schemes.{{ measure }} <> campaigns.{{ measure }}
    or {% endfor -%}
    (schemes.cost is distinct from campaigns.cost and campaigns.treated_customers > 0)
