{%- set money = setting('amount_decimals') -%}
{%- set root, columns = ' sqrt(greatest(squared_width, 0))', {'lift': ('absolute_lift', 4),
    'relative': ('relative_lift', 6), 'incremental': ('incremental_revenue', money)} -%}
with

rated as (

    select
        {% for group in ['treated', 'control'] -%}
        {% set customers, revenue = group ~ '_customers', group ~ '_revenue' -%}
        {{ ratio(group ~ '_buyers', customers) }} as {{ group }}_buyer_rate,
        {{ ratio(revenue, customers, 4) }} as {{ revenue }}_per_head,
        {{ sample_variance(
            customers, 'cast(' ~ revenue ~ ' as decimal(38, ' ~ money ~ '))', group ~ '_squares'
        ) }}
        / nullif({{ customers }}, 0) as {{ group }}_squared_error,
        {{ sample_variance(customers, revenue ~ '_before', group ~ '_squares_before') }}
            as {{ group }}_variance_before,
        {% endfor -%}
        *
    from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

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
            else {{ welch_t(
                'treated_squared_error', 'treated_customers',
                'control_squared_error', 'control_customers'
            ) }}
        end as t
    from rated

),

-- the relative margins are in units of the control group's mean, base / pairs, squared
scaled as (

    select
        *,
        {{ ratio('gain', 'pairs', 10, 38) }} as lift,
        {{ ratio('gain', 'control_customers', 10, 38) }} as incremental,
        {{ ratio('gain', 'base', 10, 38) }} as relative,
        1 + cast(gain as {{ type_of('float') }}) / base as mean_ratio,
        cast(t * sqrt(treated_squared_error + control_squared_error) as decimal(38, 10)) as margin,
        {% for group in ['treated', 'control'] -%}
        t * t * {{ group }}_squared_error * pairs * pairs
        / (cast(base as {{ type_of('float') }}) * base) as {{ group }}_margin,
        {% endfor -%}
        cast(gain_before as {{ type_of('float') }}) / nullif(
            pairs * sqrt((treated_variance_before + control_variance_before) / 2), 0
        ) as difference_before
    from multiplied

),

-- Fieller's interval has no ends where the control group's mean can't be told from zero
spread as (

    select
        *,
        case when control_margin < 0.999999 then 1 - control_margin end as divisor,
        treated_margin * (1 - control_margin) + control_margin * mean_ratio * mean_ratio
            as squared_width
    from scaled

),

bounded as (

    select
        *,
        {% for end, sign in {'low': '-', 'high': '+'}.items() -%}
        {%- set distance = '((mean_ratio ' ~ sign ~ root ~ ') / divisor - mean_ratio)' -%}
        lift {{ sign }} margin as lift_{{ end }},
        incremental {{ sign }} margin * treated_customers as incremental_{{ end }},
        relative + case
            when abs({{ distance }}) < 1e12 then cast({{ distance }} as decimal(38, 10))
        end as relative_{{ end }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from spread

),

-- what has more digits than a column isn't told: a group without a cent beside one of millions
lifted as (

    select
        campaign_id,
        scheme,
        segment,
        {% for group in ['treated', 'control'] -%}
        {% for measure in ['customers', 'buyers', 'buyer_rate', 'revenue', 'revenue_per_head'] -%}
        {{ group }}_{{ measure }},
        {% endfor -%}
        {% endfor -%}
        {% for value, (name, places) in columns.items() -%}{% for end in ['', '_low', '_high'] -%}
        {% set v, column, top = value ~ end, name ~ end, '9.9e' ~ (17 - places) -%}
        case when abs({{ v }}) < {{ top }} then cast({{ v }} as decimal(18, {{ places }})) end
            as {{ column }},
        {% endfor %}{% endfor -%}
        case when abs(difference_before) < 1e13 then cast(difference_before as decimal(18, 4)) end
            as balance_difference
    from bounded

)

select * from lifted
