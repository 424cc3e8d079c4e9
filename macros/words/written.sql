{#
    a figure as people write it, in one of the ways that the seed insight_sentences names, or in
    that of the row, where `way` is a column: `1,234.57`, `EUR 64.1 million`, `57.7 %`, `1 order`
#}
{% macro written(number, way, of=none) -%}
    {%- set ways = {
        'money': _money(number),
        'loss': _money('abs(' ~ number ~ ')'),
        'percent': _percent(number),
        'change': _percent('abs(' ~ number ~ ')')
            ~ ' || case when ' ~ number ~ " < 0 then ' less' else ' more' end",
        'count': _grouped(number),
        'tenths': _grouped(number, 1),
        'hundredths': _grouped(number, 2),
    } -%}
    {%- if of -%}
    {{ ways[way] }}
    || case when {{ number }} = 1 then ' {{ of }}' else ' {{ of }}s' end
    {%- elif way in ways -%}
    {{ ways[way] }}
    {%- else -%}
    case {{ way }}
        {%- for name, words in ways.items() %}
        when '{{ name }}' then {{ words }}
        {%- endfor %}
    end
    {%- endif -%}
{%- endmacro %}

{#
    in millions from there on, with cents below a thousand. The currency is known to fct_insights
    only, which writes it where sentences say `{currency} `
#}
{% macro _money(amount) -%}
    {%- set steps = [
        ('trillion', '999950000000', '0.000000000001'),
        ('billion', '999950000', '0.000000001'),
        ('million', '999999.5', '0.000001'),
    ] -%}
    '{currency} ' || case
        {%- for name, from, part in steps %}
        when abs({{ amount }}) >= {{ from }}
            then {{ _grouped('cast(' ~ amount ~ ' as decimal(20, 2)) * ' ~ part, 1) }}
                || ' {{ name }}'
        {%- endfor %}
        when abs({{ amount }}) >= 1000 then {{ _grouped(amount) }}
        else {{ _grouped(amount, setting('amount_decimals')) }}
    end
{%- endmacro %}

{#
    what is not quite all is never told as 100.0 %, and what is not quite nothing never as 0.0 %
#}
{% macro _percent(share) -%}
    case
        when {{ share }} < 1 and {{ share }} >= 0.9995 then '99.9'
        when {{ share }} > 0 and {{ share }} < 0.0005 then 'less than 0.1'
        else {{ _grouped('100 * cast(' ~ share ~ ' as decimal(28, 6))', 1) }}
    end || ' %'
{%- endmacro %}

{# with a comma between groups of three; format functions differ from engine to engine #}
{% macro _grouped(value, places=0) -%}
    {%- set rounded = 'cast(' ~ value ~ ' as decimal(28, ' ~ places ~ '))' -%}
    {%- set text = 'cast(abs(' ~ rounded ~ ') as ' ~ dbt.type_string() ~ ')' -%}
    {%- set digits = text if places == 0 else 'split_part(' ~ text ~ ", '.', 1)" -%}
    case when {{ rounded }} < 0 then '-' else '' end || {{ _grouped_digits(digits) }}
    {%- if places > 0 %}
    || '.' || split_part({{ text }}, '.', 2)
    {%- endif %}
{%- endmacro %}

{# from behind, so that the groups of three start at the end #}
{% macro _grouped_digits(digits) -%}
    {{ return(adapter.dispatch('_grouped_digits', 'customer_segmentation')(digits)) }}
{%- endmacro %}

{% macro default___grouped_digits(digits) -%}
    ltrim(reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '\1,', 'g')), ',')
{%- endmacro %}

{% macro spark___grouped_digits(digits) -%}
    ltrim(',', reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '$1,')))
{%- endmacro %}
