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
lifted as (

    select
        campaign_id,
        scheme,
        segment,
        cast(lift as decimal(18, 4)) as absolute_lift,
        cast(relative as decimal(18, 6)) as relative_lift,
        cast(incremental as {{ money_type() }}) as incremental_revenue,
        {% for end, sign in signs.items() -%}
        cast(lift {{ sign }} margin as decimal(18, 4)) as absolute_lift_{{ end }},
        cast(
            relative
            + cast((mean_ratio {{ sign }} half_width) / divisor - mean_ratio as decimal(38, 10))
            as decimal(18, 6)
        ) as relative_lift_{{ end }},
        cast(incremental {{ sign }} margin * treated_customers as {{ money_type() }})
            as incremental_revenue_{{ end }},
        {% endfor -%}
        cast(difference_before as decimal(18, 4)) as balance_difference
    from spread

)

select * from lifted
