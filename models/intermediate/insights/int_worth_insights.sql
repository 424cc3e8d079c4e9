{%- set float = type_of('float') -%}
{%- set percentile = 'cast(percentile as ' ~ dbt.type_string() ~ ')' -%}
{%- set errors = ['error_1', 'error_2', 'error_3', 'error_4', 'error_5', 'error_6', 'error_7'] -%}
with
{% if is_part('sales') %}
curve as (

    select * from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    where
        scheme = 'all'
        and gini is not null
        -- of a single customer everything is said by the total
        and all_customers > 1

),
{% endif %}{% if is_part('value') %}
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

bounded as (

    select
        {% for end in ['low', 'high'] -%}
        cast(
            {{ interval_end(end, 'cast(lifetime_value as ' ~ float ~ ')', errors) }}
            as decimal(38, {{ setting('amount_decimals') }})
        ) as {{ end }},
        {% endfor -%}
        *
    from valued

),

models as (

    select max(case when is_chosen and model <> 'gamma_gamma' then model end) as model
    from {{ ref('customer_segmentation', 'fct_lifetime_value_model') }}

),
{% endif %}
told as (
    {% if is_part('sales') %}
    select
        {{ insight(
            'top_customers', 'cumulative_revenue_share', by=[percentile], other='percentile',
            subject="'top ' || " ~ percentile ~ " || ' %'", whole=the_revenue(),
        ) }}
    from curve
    -- of ten customers there is no top 1 %
    where percentile in (1, 5, 10, 20) and percentile * all_customers >= 100
    union all
    select
        {{ insight(
            'half_of_revenue', 'customers_for_half_of_revenue', other='all_customers',
            variant="case when customers_for_half_of_revenue = 1 then 'one' end",
            whole=the_revenue(),
        ) }}
    from curve
    where percentile = 100
    union all
    select {{ insight('gini', 'gini') }}
    from curve
    where percentile = 100
    {%- for largest in ['largest_customer', 'largest_five'] %}
    union all
    select
        {{ insight(
            largest, largest ~ '_revenue', other=largest ~ '_share', whole=the_revenue(),
            subject='largest_customer_id' if largest == 'largest_customer' else 'null',
        ) }}
    from curve
    where
        percentile = 100
        {%- if largest == 'largest_five' %}
        and all_customers > 5
        and largest_five_revenue > 0
        {%- endif %}
    {%- endfor %}
    {% endif %}{% if is_part('value') %}{{ 'union all' if is_part('sales') }}
    select
        {{ insight(
            'lifetime_value_total', 'lifetime_value', low='low', high='high',
            other='horizon_days',
        ) }}
    from bounded
    where lifetime_value > 0
    union all
    select {{ insight('lifetime_value_still_customers', 'alive', variant='model') }}
    from valued
    cross join models
    where models.model is not null
    union all
    select {{ insight('lifetime_value_missing', 'customers', what='reason') }}
    from valued
    where customers = 0{% endif %}

)

select * from told
