{# the outcomes of a run by kind and verdict, as the columns of the log that count them #}
{% macro run_counts(outcomes) -%}
    {%- set counts = {
        'models_built': 0, 'models_failed': 0, 'models_skipped': 0, 'tests_run': 0,
        'tests_passed': 0, 'tests_warned': 0, 'tests_failed': 0, 'tests_skipped': 0,
    } -%}
    {%- for outcome in outcomes.values() -%}
        {%- set names = [] -%}
        {%- if outcome.kind == 'model' -%}
            {%- do names.append('models_' ~ how_it_ended(outcome.status, 'built')) -%}
        {%- elif outcome.kind in ['test', 'unit_test'] -%}
            {%- do names.append('tests_' ~ how_it_ended(outcome.status, 'passed')) -%}
            {%- do names.append('tests_run') if outcome.status != 'skipped' -%}
        {%- endif -%}
        {%- for name in names -%}
            {%- do counts.update({name: counts[name] + 1}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(counts) }}
{%- endmacro %}
