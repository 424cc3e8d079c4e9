{%- set measures = {
    'recency': {'column': 'recency_days', 'edge': 'max', 'reaches': '<='},
    'frequency': {'column': 'frequency', 'edge': 'min', 'reaches': '>='},
    'monetary': {'column': 'exact_monetary', 'edge': 'min', 'reaches': '>='},
} -%}
{%- set columns = ['as_of_date', 'customer_id']
    + rule_metrics() | selectattr('step') | map(attribute='name') | list -%}
{%- set is_frozen = setting('history_thresholds') == 'frozen' -%}
{%- set better_scores = range(setting('score_buckets'), 1, -1) -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

{% if is_frozen -%}
-- the worst value that has a score on the frozen day, so that the day itself keeps its scores
edges as (

    select
    {% for name, measure in measures.items() -%}
    {%- set outer = loop -%}
    {%- for score in better_scores -%}
    {{ measure.edge }}(case when {{ name }}_score = {{ score }} then {{ measure.column }} end)
        as {{ name }}_edge_{{ score }}{% if not (outer.last and loop.last) %},{% endif %}
    {% endfor -%}
    {% endfor %}
    from customers
    where is_frozen_day

),

{% endif -%}
scored as (

    select
        {% for column in columns -%}
        customers.{{ column }},
        {% endfor -%}
        {% for name, measure in measures.items() -%}
        {% if not is_frozen or name in fixed_metrics() -%}
        customers.{{ name }}_score{% if not loop.last %},{% endif %}
        {%- else -%}
        case
            {%- for score in better_scores %}
            when
                customers.{{ measure.column }}
                {{ measure.reaches }} edges.{{ name }}_edge_{{ score }}
                then {{ score }}
            {%- endfor %}
            else 1
        end as {{ name }}_score{% if not loop.last %},{% endif %}
        {%- endif %}
        {% endfor %}
    from customers
    {%- if is_frozen %}
    cross join edges
    {%- endif %}

),

positioned as {{ planner_hint('kept_apart') }}(

    select
        scored.as_of_date,
        scored.customer_id,
        {{ position('scored', 'bounds') }} as position,
        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score,
        scored.revenue
    from scored
    cross join {{ ref('customer_segmentation', 'int_rule_bounds') }} as bounds

),

{% set of_customer = 'over (partition by positioned.customer_id, dates.is_month_end'
    ~ ' order by positioned.as_of_date)' -%}
{%- set was_there = 'lag(positioned.as_of_date) ' ~ of_customer
    ~ ' = dates.previous_as_of_date' -%}
{%- set will_be_there = 'lead(positioned.as_of_date) ' ~ of_customer
    ~ ' = dates.next_as_of_date' -%}
-- with a look-back a customer can drop out and come back: then the month before has no position
neighboured as (

    select
        positioned.*,
        dates.month,
        dates.next_month,
        case when {{ was_there }} then lag(positioned.position) {{ of_customer }} end
            as previous_position,
        case when {{ will_be_there }} then lead(positioned.position) {{ of_customer }} end
            as next_position,
        case when {{ was_there }} then lag(positioned.revenue) {{ of_customer }} end
            as previous_revenue,
        dates.is_month_end,
        dates.is_month_end and dates.previous_as_of_date is null as is_first_month,
        dates.next_as_of_date
    from positioned
    inner join {{ ref('customer_segmentation', 'int_history_dates') }} as dates
        on positioned.as_of_date = dates.as_of_date

)

select * from neighboured
