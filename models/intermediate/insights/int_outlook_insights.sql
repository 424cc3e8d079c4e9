{%- set money = 'decimal(38, ' ~ setting('amount_decimals') ~ ')' -%}
{%- set float = type_of('float') -%}
{%- set total = 'cast(lifetime_value as ' ~ float ~ ')' -%}
{%- set errors = ['error_1', 'error_2', 'error_3', 'error_4', 'error_5', 'error_6', 'error_7'] -%}
{%- set with_offers = "count(case when recommendation_rank = 1 then 1 end)" -%}
with
{% if is_part('value') %}
-- customers have the errors of the fit in common, so they add up before they are squared
valued as (

    select
        {% for error in errors -%}
        cast(sum(errors.lifetime_value_{{ error }}) as {{ float }}) as {{ error }},
        {% endfor -%}
        min(customers.reason) as reason,
        min(customers.horizon_days) as horizon_days,
        count(customers.lifetime_value) as customers,
        sum(customers.lifetime_value) as lifetime_value,
        cast(avg(cast(customers.probability_alive as {{ float }})) as decimal(18, 6)) as alive
    from {{ ref('customer_segmentation', 'fct_customer_lifetime_value') }} as customers
    inner join {{ ref('customer_segmentation', 'int_customer_values') }} as errors
        on customers.customer_id = errors.customer_id
    where errors.fit = 'current'

),
{% endif %}
told as (
    {% if is_part('value') %}
    select
        {{ insight(
            'lifetime_value_total', 'lifetime_value', other='horizon_days',
            low='cast(' ~ interval_end('low', total, errors) ~ ' as ' ~ money ~ ')',
            high='cast(' ~ interval_end('high', total, errors) ~ ' as ' ~ money ~ ')',
        ) }}
    from valued
    where lifetime_value > 0
    union all
    select
        {{ insight(
            'lifetime_value_still_customers', 'valued.alive', variant='models.model',
        ) }}
    from valued
    cross join {{ ref('customer_segmentation', 'fct_lifetime_value_model') }} as models
    -- each model of orders has this one
    where models.is_chosen and models.parameter = 'r'
    union all
    select {{ insight('lifetime_value_missing', 'customers', what='reason') }}
    from valued
    where customers = 0
    {% endif %}{% if is_part('offers') %}{{ 'union all' if is_part('value') }}
    select
        {{ insight(
            'strongest_pair', 'lift', subject="product_line || ' and ' || other_product_line",
            what='product_line', also='other_product_line', other='customers_with_both',
            variant="case when customers_with_both = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_product_affinity') }}
    where scheme = 'all' and affinity_rank = 1 and lift > 1
    union all
    select
        {{ insight(
            'reorders', 'count(*)', by=['status'], subject='status',
            what="replace(status, '_', ' ')", other='sum(usual_order_value)',
            variant="case when count(*) = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_customer_reorders_due') }}
    group by status
    union all
    select
        {{ insight(
            'recommendations', with_offers, other='count(*)',
            variant='case when ' ~ with_offers ~ " = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}
    having count(*) > 0
    {% endif %}{% if is_part('campaigns') %}
    {{- 'union all' if is_part('value') or is_part('offers') }}
    select
        {{ insight(
            'campaign', 'relative_lift', by=['campaign_id'], subject='campaign_name',
            low='relative_lift_low', high='relative_lift_high',
            what="case when relative_lift is null then verdict
                else replace(verdict, 'evidence', 'evidence of an effect') end",
            variant="case when relative_lift is null then 'no_control'
                when relative_lift_low is null or relative_lift_high is null
                then 'no_interval' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all'
    union all
    select
        {{ insight(
            'campaign_return', 'incremental_revenue', by=['campaign_id'], subject='campaign_name',
            low='incremental_revenue_low', high='incremental_revenue_high',
            other='return_on_investment',
            also="case when verdict in ('worked', 'hurt') then '.' else '; it may be chance.' end",
            variant="case when incremental_revenue < 0 then 'less' else 'more' end
                || case when return_on_investment < 0 then '_net_loss'
                when return_on_investment >= 0 then '' else '_no_cost' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all' and incremental_revenue is not null
    {%- endif %}

)

select * from told
