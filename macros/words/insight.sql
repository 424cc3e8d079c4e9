{# the columns of a statement, in the order and with the types that all statements share #}
{% macro insight(
    id, sentence, figure, unit, mart, scheme='null', segment='null', subject='null',
    other_figure='null', other_unit='null', low='null', high='null'
) -%}
    {%- set texts = {
        'insight_id': id, 'scheme': scheme, 'segment': segment, 'subject': subject,
        'sentence': sentence, 'unit': unit, 'other_unit': other_unit,
    } -%}
    {%- set figures = {
        'figure': figure, 'figure_low': low, 'figure_high': high, 'other_figure': other_figure,
    } -%}
    {%- for name, text in texts.items() %}
    cast({{ text }} as {{ dbt.type_string() }}) as {{ name }},
    {%- endfor %}
    '{{ mart }}' as source_mart,
    {%- for name, number in figures.items() %}
    cast({{ number }} as decimal(28, 6)) as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
