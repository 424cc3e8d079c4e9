with

bounds as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}

),

-- side by side, in one row that is there without bounds as well
pivoted as (

    select
    {% for metric in ['recency', 'frequency', 'monetary'] -%}
    {%- set outer = loop -%}
    {%- for score in range(1, setting('score_buckets') + 1) -%}
    max(case when metric = '{{ metric }}' and score = {{ score }} then at_least end)
        as {{ metric }}_{{ score }}{% if not (outer.last and loop.last) %},{% endif %}
    {% endfor -%}
    {% endfor %}
    from bounds

)

select * from pivoted
