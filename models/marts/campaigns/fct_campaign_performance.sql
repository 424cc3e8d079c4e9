with

campaigns as (

    select * from {{ ref('customer_segmentation', 'int_campaign_windows') }}

),

groups as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

lifts as (

    select * from {{ ref('customer_segmentation', 'int_campaign_lifts') }}

),

verdicts as (

    select * from {{ ref('customer_segmentation', 'int_campaign_verdicts') }}

),

costs as (

    select * from {{ ref('customer_segmentation', 'int_campaign_costs') }}

),

performed as (

    select
        groups.campaign_id,
        groups.scheme,
        groups.segment,
        campaigns.campaign_name,
        verdicts.verdict,
        verdicts.verdict_reason,
        {% for measure in ['customers', 'buyers', 'buyer_rate', 'revenue', 'revenue_per_head'] -%}
        groups.treated_{{ measure }},
        groups.control_{{ measure }},
        {% endfor -%}
        {% for lift in ['absolute_lift', 'relative_lift', 'incremental_revenue'] -%}
        lifts.{{ lift }},
        lifts.{{ lift }}_low,
        lifts.{{ lift }}_high,
        {% endfor -%}
        costs.cost,
        {{ ratio(
            'cast(lifts.incremental_revenue as decimal(38, 6)) * ' ~ setting('margin')
                ~ ' - costs.cost',
            'costs.cost', 4
        ) }} as return_on_investment,
        lifts.balance_difference,
        verdicts.is_balanced,
        campaigns.is_seasonal,
        campaigns.is_finished,
        campaigns.starts_on,
        campaigns.ends_on
    from groups
    inner join campaigns
        on groups.campaign_id = campaigns.campaign_id
    {% for joined in ['lifts', 'verdicts', 'costs'] -%}
    inner join {{ joined }}
        on
            groups.campaign_id = {{ joined }}.campaign_id
            and groups.scheme = {{ joined }}.scheme
            and groups.segment = {{ joined }}.segment
    {% endfor %}
)

select * from performed
