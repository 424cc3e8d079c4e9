{# what is wrong with the inputs as they are mapped, one sentence each #}
{% macro input_problems() -%}
    {%- set problems = [] -%}
    {%- if var('segmentation_order_lines') and uses_totals() -%}
        {%- do problems.append(
            'segmentation_order_lines and segmentation_customer_totals are both mapped; '
            ~ 'allowed: one of them.'
        ) -%}
    {%- elif not var('segmentation_order_lines') and not uses_demo() and not uses_totals() -%}
        {%- do problems.append(
            'segmentation_order_lines is not mapped; allowed: the ref or source of your order '
            ~ 'lines, such as "{{ ref(\'' ~ project_name ~ '\', \'order_lines\') }}".'
        ) -%}
    {%- endif -%}
    {%- for name in inputs() -%}
        {%- set mapped = var('segmentation_' ~ name) or '' -%}
        {%- if modules.re.match('\\s*(ref|source)\\s*[(]', mapped | string) -%}
            {%- do problems.append(
                'segmentation_' ~ name ~ ' is ' ~ mapped ~ ', a text; allowed: the same in braces, '
                ~ '"{{ ' ~ mapped ~ ' }}".'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for one, other in [('rules', 'segments'), ('segments', 'rules'), ('actions', 'rules')] -%}
        {%- if var('segmentation_' ~ one) and not var('segmentation_' ~ other) -%}
            {%- do problems.append(
                'segmentation_' ~ one ~ ' is mapped but segmentation_' ~ other
                ~ ' is not; own rules, segments and actions replace the shipped ones together.'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if is_shipped('segments') and not setting_problem(
        'schemes', settings()['schemes'], setting('schemes')
    ) | trim -%}
        {%- for scheme in chosen_schemes() if scheme not in shipped_schemes() -%}
            {%- do problems.append(
                'segmentation_schemes names ' ~ scheme ~ '; allowed: '
                ~ shipped_schemes() | join(', ') ~ ', or all.'
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set shadowing = _shadowing_models() -%}
    {%- if shadowing -%}
        {%- do problems.append(
            project_name ~ ' has models named as the package has (' ~ shadowing | join(', ')
            ~ '), and dbt would test those instead; allowed: with '
            ~ 'require_ref_searches_node_package_before_root: true under flags: in dbt_project.yml.'
        ) -%}
    {%- endif -%}
    {{ return(problems) }}
{%- endmacro %}

{# the installing project's models that tests of this package would look at by mistake #}
{% macro _shadowing_models() -%}
    {%- set own = [] -%}
    {%- set looked_at = [] -%}
    {%- for node in graph.nodes.values() if node.package_name == 'customer_segmentation' -%}
        {%- if node.resource_type == 'model' -%}
            {%- do own.append('model.' ~ project_name ~ '.' ~ node.name) -%}
        {%- elif node.resource_type == 'test' -%}
            {%- do looked_at.extend(node.depends_on.nodes) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set shadowing = [] -%}
    {%- for model in looked_at | unique | sort
        if model in own and project_name != 'customer_segmentation' -%}
        {%- do shadowing.append(model.split('.')[2]) -%}
    {%- endfor -%}
    {{ return(shadowing) }}
{%- endmacro %}
