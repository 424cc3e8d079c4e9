{#
    how each node of the run ended: dbt's results, and the nodes it selected and never came to
    (it leaves them out of the results of a run that fails fast)
#}
{% macro run_outcomes(results) -%}
    {%- set outcomes = {} -%}
    {%- for result in results -%}
        {%- do outcomes.update({result.node.unique_id: {
            'kind': result.node.resource_type | string,
            'status': result.status | string,
            'verdict': _verdict(result.status),
            'failures': result.failures,
        }}) -%}
    {%- endfor -%}
    {%- for unique_id in selected_resources if unique_id not in outcomes -%}
        {%- set kind = unique_id.split('.')[0] -%}
        {%- set node = graph.nodes.get(unique_id) -%}
        {%- if kind in ['model', 'seed', 'snapshot', 'test', 'unit_test']
            and not (node and node.config.materialized == 'ephemeral') -%}
            {%- do outcomes.update({unique_id: {
                'kind': kind, 'status': 'skipped', 'verdict': 'skipped', 'failures': none,
            }}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(outcomes) }}
{%- endmacro %}

{# dbt has a dozen words for how a node ended; the record has four #}
{% macro _verdict(status) -%}
    {%- if status == 'skipped' -%}
        {{ return('skipped') }}
    {%- elif status == 'warn' -%}
        {{ return('warned') }}
    {%- elif status in ['success', 'pass', 'no-op', 'reused'] -%}
        {{ return('passed') }}
    {%- endif -%}
    {{ return('failed') }}
{%- endmacro %}
