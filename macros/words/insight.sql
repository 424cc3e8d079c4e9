{#
    a statement: its name, by which the seed insight_sentences has its words, and what they are
    filled with. Of `segment` the name is read beside it
#}
{% macro insight(
    statement, figure, by=[], variant='null', segment='null', subject='null', what='null',
    also='null', of_revenue=false, low='null', high='null', other='null', other_unit='null'
) -%}
    {%- set segment = 'segment' if 'segment' in by else segment -%}
    {%- set texts = {
        'insight_id': (["'" ~ statement ~ "'"] + by) | join(" || '.' || "),
        'statement': "'" ~ statement ~ "'",
        'variant': variant,
        'scheme': 'scheme' if 'scheme' in by else 'null',
        'segment': segment,
        'segment_name': 'segment_name' if segment != 'null' else 'null',
        'subject': subject, 'what': what, 'also': also,
        'whole': _the_revenue() if of_revenue else 'null', 'other_unit': other_unit,
    } -%}
    {%- set figures = {
        'figure': figure, 'figure_low': low, 'figure_high': high, 'other_figure': other,
    } -%}
    {%- for name, text in texts.items() %}
    cast({{ text }} as {{ dbt.type_string() }}) as {{ name }},
    {%- endfor %}
    {%- for name, number in figures.items() %}
    cast({{ number }} as decimal(28, 6)) as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#
    what a share of revenue is a share of; that negative revenue is left out is said only where a
    share with one decimal could show it
#}
{% macro _the_revenue(positive_revenue='positive_revenue', all_revenue='all_revenue') -%}
    case
        when
            cast({{ positive_revenue }} as {{ type_of('float') }})
            > 1.001 * cast({{ all_revenue }} as {{ type_of('float') }})
            then 'all positive revenue'
        else 'the revenue'
    end
{%- endmacro %}
