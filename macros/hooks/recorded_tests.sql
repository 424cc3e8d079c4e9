{#
    the data tests of a run, one mapping each: what the record says of a test, and the table whose
    rows it has looked at, where that can be told
#}
{% macro recorded_tests(results) -%}
    {%- set tests = [] -%}
    {%- for unique_id, outcome in run_outcomes(results).items() if outcome.kind == 'test' -%}
        {%- set node = graph.nodes[unique_id] -%}
        {%- set tested = node.attached_node or (node.depends_on.nodes | list | first) -%}
        {%- set is_run = outcome.status in ['pass', 'warn', 'fail'] -%}
        {%- do tests.append({
            'name': node.name if node.package_name == 'customer_segmentation'
                else unique_id[5:],
            'description': node.description | trim,
            'status': how_it_ended(outcome.status),
            'severity': node.config.severity | lower,
            'relation': existing_table(tested) if is_run and tested else none,
            'failures': outcome.failures if is_run else none,
        }) -%}
    {%- endfor -%}
    {{ return(tests) }}
{%- endmacro %}
