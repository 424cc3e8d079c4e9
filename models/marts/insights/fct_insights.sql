{#- each topic, and whether what it is about is built -#}
{%- set topics = {
    'total': true,
    'month': is_part('sales'),
    'season': is_part('sales'),
    'quarter': is_part('sales'),
    'dimension': is_part('sales'),
    'concentration': is_part('sales'),
    'segment': true,
    'action_group': true,
    'segment_rhythm': true,
    'segment_step': true,
    'campaign': is_part('campaigns'),
    'offer': is_part('sales') or is_part('offers'),
    'lifetime_value': is_part('value'),
    'score': true,
} -%}
{%- set currency = setting('currency') -%}
{%- set currency_literal = text_literal((currency or '') | upper | trim) -%}
with

insights as (
    {% for topic, is_built in topics.items() if is_built %}
    select
        '{{ topic }}' as topic,
        *
    from {{ ref('customer_segmentation', 'int_' ~ topic ~ '_insights') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- one currency counts: that of the lines, or the setting's where lines don't say it
currencies as (

    select
        coalesce(
            max(currency), {{ currency_literal if currency else 'null' }}
        ) as currency
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

-- what can't be computed is not said
told as (

    select
        insights.insight_id,
        insights.topic,
        insights.scheme,
        insights.segment,
        insights.subject,
        replace(insights.sentence, '{currency} ', coalesce(currencies.currency || ' ', ''))
            as sentence,
        insights.unit,
        insights.other_unit,
        insights.source_mart,
        insights.figure,
        insights.figure_low,
        insights.figure_high,
        insights.other_figure
    from insights
    cross join currencies
    where insights.sentence is not null

)

select * from told
