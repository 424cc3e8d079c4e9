{# half of frequency plus monetary score, rounded up #}
{% macro frequency_monetary_score(frequency='frequency_score', monetary='monetary_score') -%}
    {{ integer_divide(frequency ~ ' + ' ~ monetary ~ ' + 1', '2') }}
{%- endmacro %}
