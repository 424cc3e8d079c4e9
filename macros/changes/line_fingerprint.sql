{#
    what an order line is and how it was judged, as one number: its columns as they came, whether it
    lies in the future, and the settings and version of the project that judged it
#}
{% macro line_fingerprint() -%}
    {%- set judged_by = [package_version()] -%}
    {%- for name in [
        'time_zone', 'currency', 'amount_decimals', 'duplicate_lines', 'placeholder_dates',
    ] -%}
        {%- do judged_by.append(setting(name) | string) -%}
    {%- endfor -%}
    {%- set expressions = [text_literal(judged_by | join(' '))] -%}
    {%- do expressions.append("cast(ordered_at as date) > cast('" ~ run_day() ~ "' as date)") -%}
    {%- for column in inputs()['order_lines'].columns -%}
        {%- do expressions.append('raw_' ~ column) -%}
    {%- endfor -%}
    {{ hash_of(expressions) }}
{%- endmacro %}
