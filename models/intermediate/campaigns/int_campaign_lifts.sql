with

groups as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

-- revenue of one group times customers of the other: differences of means stay exact. Without any
-- variance the interval is the point
multiplied as (

    select
        *,
        treated_customers * control_customers as pairs,
        treated_revenue * control_customers
        - control_revenue * nullif(treated_customers, 0) as gain,
        treated_revenue_before * control_customers - control_revenue_before * treated_customers
            as gain_before,
        case when control_revenue > 0 then control_revenue * treated_customers end as base,
        case
            when treated_squared_error + control_squared_error = 0 then 0
            else {{ t_quantile(welch_degrees_of_freedom(
                'treated_squared_error', 'treated_customers',
                'control_squared_error', 'control_customers',
            )) }}
        end as critical_value
    from groups

),

-- the relative margins are in units of the control group's mean, base / pairs, squared
scaled as (

    select
        *,
        {{ ratio('gain', 'pairs', 10, 38) }} as lift,
        {{ ratio('gain', 'control_customers', 10, 38) }} as incremental,
        {{ ratio('gain', 'base', 10, 38) }} as relative,
        1 + cast(gain as {{ float_type() }}) / base as mean_ratio,
        cast(
            critical_value * sqrt(treated_squared_error + control_squared_error)
            as decimal(38, 10)
        ) as margin,
        {% for group in ['treated', 'control'] -%}
        critical_value * critical_value * {{ group }}_squared_error * pairs * pairs
        / (cast(base as {{ float_type() }}) * base) as {{ group }}_margin,
        {% endfor -%}
        cast(gain_before as {{ float_type() }}) / nullif(
            pairs * sqrt((treated_variance_before + control_variance_before) / 2), 0
        ) as difference_before
    from multiplied

),

-- Fieller's interval has no ends where the control group's mean can't be told from zero
spread as (

    select
        *,
        case when control_margin < 0.999999 then 1 - control_margin end as divisor,
        case
            when control_margin < 0.999999
                then sqrt(
                    treated_margin * (1 - control_margin)
                    + control_margin * mean_ratio * mean_ratio
                )
        end as half_width
    from scaled

),

{% set signs = {'low': '-', 'high': '+'} -%}
{%- set types = {
    'absolute_lift': [18, 4], 'relative_lift': [18, 6],
    'incremental_revenue': [18, setting('amount_decimals')],
} -%}
bounded as (

    select
        *,
        lift as absolute_lift,
        relative as relative_lift,
        incremental as incremental_revenue,
        {% for end, sign in signs.items() -%}
        {%- set distance = '((mean_ratio ' ~ sign ~ ' half_width) / divisor - mean_ratio)' -%}
        lift {{ sign }} margin as absolute_lift_{{ end }},
        relative + case
            when abs({{ distance }}) < 1e12 then cast({{ distance }} as decimal(38, 10))
        end as relative_lift_{{ end }},
        incremental {{ sign }} margin * treated_customers as incremental_revenue_{{ end }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from spread

),

-- a group without a cent beside one of millions: what has more digits than a column isn't told
lifted as (

    select
        campaign_id,
        scheme,
        segment,
        {% for name, (digits, places) in types.items() -%}
        {% for column in [name, name ~ '_low', name ~ '_high'] -%}
        case
            when abs({{ column }}) < 1e{{ digits - places }} - 1
                then cast({{ column }} as decimal({{ digits }}, {{ places }}))
        end as {{ column }},
        {% endfor %}{% endfor -%}
        case
            when abs(difference_before) < 1e14 - 1
                then cast(difference_before as decimal(18, 4))
        end as balance_difference
    from bounded

)

select * from lifted
