{%- set money = 'decimal(38, ' ~ setting('amount_decimals') ~ ')' -%}
{%- set groups = {'treated': 'not is_control', 'control': 'is_control'} -%}
with

mapped_campaigns as (

    select campaign_id
    from {{ ref('customer_segmentation', 'stg_segmentation__campaign_members') }}
    group by campaign_id

),

-- a campaign that is called off, and a customer who is to be forgotten, stay in what was drawn
assigned as (

    select
        drawn.*,
        cast(drawn.revenue as {{ money }}) as wide_revenue,
        campaigns.campaign_name,
        campaigns.starts_on,
        mapped_campaigns.campaign_id is null as is_in_force
    from {{ ref('customer_segmentation', 'int_campaign_members_drawn') }} as drawn
    inner join {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }} as campaigns
        on drawn.campaign_id = campaigns.campaign_id
    inner join {{ ref('customer_segmentation', 'dim_customers') }} as customers
        on drawn.customer_id = customers.customer_id
    left join mapped_campaigns
        on drawn.campaign_id = mapped_campaigns.campaign_id

),

summed as (

    select
        {% for group, is_in in groups.items() -%}
        count(case when {{ is_in }} then 1 end) as {{ group }}_customers,
        sum(case when {{ is_in }} then wide_revenue end) as {{ group }}_revenue,
        sum(case when {{ is_in }} then wide_revenue * wide_revenue end) as {{ group }}_squares,
        {% endfor -%}
        campaign_id
    from assigned
    group by campaign_id

),

balanced as (

    select
        campaign_id,
        treated_customers,
        control_customers,
        cast(
            (
                cast(treated_revenue as {{ type_of('float') }}) / nullif(treated_customers, 0)
                - cast(control_revenue as {{ type_of('float') }}) / nullif(control_customers, 0)
            ) / nullif(sqrt((
                {{ sample_variance('treated_customers', 'treated_revenue', 'treated_squares') }}
                + {{ sample_variance('control_customers', 'control_revenue', 'control_squares') }}
            ) / 2), 0) as decimal(18, 4)
        ) as balance_difference
    from summed

),

told as (

    select
        assigned.campaign_id,
        assigned.customer_id,
        assigned.campaign_name,
        assigned.scheme,
        assigned.segment,
        assigned.value_band,
        assigned.revenue,
        balanced.treated_customers,
        balanced.control_customers,
        balanced.balance_difference,
        assigned.is_control,
        assigned.is_in_force,
        assigned.drawn_on,
        assigned.starts_on
    from assigned
    inner join balanced
        on assigned.campaign_id = balanced.campaign_id

)

select * from told
