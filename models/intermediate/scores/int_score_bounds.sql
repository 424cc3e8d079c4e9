{%- set bounds = [] -%}
{%- for metric in ['recency', 'frequency', 'monetary'] -%}
{%- for score in range(1, setting('score_buckets') + 1) -%}
{%- do bounds.append([metric, score]) -%}
{%- endfor -%}
{%- endfor -%}
with

-- side by side, in one row that is there without bounds as well
pivoted as (

    select
    {% for metric, score in bounds -%}
    max(case when metric = '{{ metric }}' and score = {{ score }} then at_least end)
        as {{ metric }}_{{ score }}{% if not loop.last %},{% endif %}
    {% endfor %}
    from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}

)

select * from pivoted
