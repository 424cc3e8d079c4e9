{#
    an amount as people say it: `EUR 64.1 million`, `EUR 24,876`, `EUR 9.99`. The currency is known
    to fct_insights only, which writes it where sentences say `{currency} `
#}
{% macro amount_in_words(amount) -%}
    {%- set steps = [
        ('trillion', '999950000000', '0.000000000001'),
        ('billion', '999950000', '0.000000001'),
        ('million', '999999.5', '0.000001'),
    ] -%}
    '{currency} ' || case
        {%- for name, from, part in steps %}
        when abs({{ amount }}) >= {{ from }}
            then {{ grouped_number('cast(' ~ amount ~ ' as decimal(20, 2)) * ' ~ part, 1) }}
                || ' {{ name }}'
        {%- endfor %}
        when abs({{ amount }}) >= 1000 then {{ grouped_number(amount) }}
        else {{ grouped_number(amount, setting('amount_decimals')) }}
    end
{%- endmacro %}
