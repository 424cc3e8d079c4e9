{%- set topics = [
    'total', 'month', 'season', 'dimension', 'concentration', 'segment', 'action_group',
    'segment_rhythm', 'segment_step', 'campaign', 'offer', 'lifetime_value',
] -%}
with

insights as (
    {% for topic in topics %}
    select
        '{{ topic }}' as topic,
        *
    from {{ ref('customer_segmentation', 'int_' ~ topic ~ '_insights') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- what can't be computed is not said
told as (

    select
        insight_id,
        topic,
        scheme,
        segment,
        subject,
        sentence,
        unit,
        other_unit,
        source_mart,
        figure,
        figure_low,
        figure_high,
        other_figure
    from insights
    where sentence is not null

)

select * from told
