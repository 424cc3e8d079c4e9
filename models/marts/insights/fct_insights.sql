{#- each room of statements, and whether what it is about is built -#}
{%- set rooms = {
    'total': true, 'segment': true, 'customer': true,
    'sales': is_part('sales'), 'share': is_part('sales'),
    'outlook': is_part('value') or is_part('offers') or is_part('campaigns'),
    'change': is_part('sales') or is_part('movement'),
} -%}
{#- the places of a sentence, and what is written there -#}
{%- set places = {
    'figure': written('figure', 'figure_as'),
    'other': written('other_figure', 'other_as'),
    'low': written('figure_low', 'interval_as'),
    'high': written('figure_high', 'interval_as'),
    's': "case when other_figure = 1 then '' else 's' end",
    'has': "case when other_figure = 1 then 'has' else 'have' end",
    'was': "case when other_figure = 1 then 'was' else 'were' end",
    'scheme': scheme_in_words('scheme'),
    'segment': "segment_name || ' (' || " ~ scheme_in_words('scheme') ~ " || ')'",
    'subject': 'subject', 'what': 'what', 'also': 'also', 'whole': 'whole',
} -%}
{%- set currency = text_literal((setting('currency') or '') | upper | trim) -%}
with

-- in order, and so in one pass: a union that streams on has every branch prepare every sentence
statements as (
    {% for room, is_built in rooms.items() if is_built %}
    select * from {{ ref('customer_segmentation', 'int_' ~ room ~ '_insights') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
    order by insight_id

),

-- one currency counts: that of the lines, or the setting's where lines don't say it
currencies as (

    select coalesce(max(currency), nullif({{ currency }}, '')) as currency
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

-- a statement without a sentence has no topic, and the contract stops the build
worded as (

    select
        statements.*,
        sentences.topic,
        sentences.sentence,
        sentences.figure_as,
        sentences.other_as,
        -- from 10 % less to 20 % more is said as -10 % to 20 %
        case sentences.figure_as when 'change' then 'percent' else sentences.figure_as end
            as interval_as,
        sentences.unit,
        sentences.source_mart,
        coalesce(statements.other_unit, sentences.other_unit) as unit_of_other,
        currencies.currency
    from statements
    cross join currencies
    left join {{ ref('customer_segmentation', 'insight_sentences') }} as sentences
        on
            statements.statement = sentences.statement
            and coalesce(statements.variant, '') = coalesce(sentences.variant, '')

),

written as (

    select
        {% for place, words in places.items() -%}
        {{ words }} as {{ place }}_words,
        {% endfor -%}
        *
    from worded

),

filled as (

    {% set filled = namespace(sentence='sentence') -%}
    {% for place in places -%}
    {% set filled.sentence = 'replace(' ~ filled.sentence ~ ", '{" ~ place ~ "}', coalesce("
        ~ place ~ "_words, '{unknown}'))" -%}
    {% endfor -%}
    select
        *,
        {{ filled.sentence }} as filled_sentence
    from written

),

-- what can't be computed is not said
told as (

    select
        insight_id,
        topic,
        scheme,
        segment,
        subject,
        replace(filled_sentence, '{currency} ', coalesce(currency || ' ', '')) as sentence,
        unit,
        unit_of_other as other_unit,
        source_mart,
        figure,
        figure_low,
        figure_high,
        other_figure
    from filled
    where coalesce(filled_sentence, '') not like '%{unknown}%'

)

select * from told
