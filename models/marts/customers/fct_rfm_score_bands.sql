{%- set values = {
    'recency': 'recency_days',
    'frequency': 'frequency',
    'monetary': 'monetary',
} -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

valued as (
    {% for metric, column in values.items() %}
    select
        '{{ metric }}' as metric,
        {{ metric }}_score as score,
        cast({{ column }} as {{ type_of('money') }}) as value,
        count(*) as customers
    from customers
    group by {{ metric }}_score, {{ column }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- customers who share a value, whichever side of an edge they are on
shared as (

    select
        *,
        sum(customers) over (partition by metric, value) as customers_of_value,
        min(value) over (partition by metric, score) as lowest_value,
        max(value) over (partition by metric, score) as highest_value
    from valued

),

bands as (

    select
        metric,
        score,
        lowest_value,
        highest_value,
        sum(customers) as customers,
        sum(
            case
                when customers_of_value > 1 and value in (lowest_value, highest_value)
                    then customers
                else 0
            end
        ) as customers_tied
    from shared
    group by metric, score, lowest_value, highest_value

),

buckets as (
    {% for metric in values %}
    {%- set outer = loop %}
    {%- for score in range(1, setting('score_buckets') + 1) %}
    select '{{ metric }}' as metric, {{ score }} as score
    {%- if not (outer.last and loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}

),

completed as (

    select
        buckets.metric,
        buckets.score,
        bands.lowest_value,
        bands.highest_value,
        cast(coalesce(bands.customers, 0) as bigint) as customers,
        cast(coalesce(bands.customers_tied, 0) as bigint) as customers_tied
    from buckets
    left join bands
        on
            buckets.metric = bands.metric
            and buckets.score = bands.score

)

select * from completed
