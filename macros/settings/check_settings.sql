{# runs before anything is built: every setting that is wrong, in one message #}
{% macro check_settings() -%}
    {#- an input's var holds a ref, which dbt must have seen while it parses -#}
    {%- for name in inputs() -%}
        {%- do var('segmentation_' ~ name) -%}
    {%- endfor -%}
    {%- if execute -%}
        {%- set problems = [] -%}
        {%- for name, rule in settings().items() -%}
            {%- set problem = setting_problem(name, rule, var('segmentation_' ~ name)) | trim -%}
            {%- do problems.append(problem) if problem -%}
        {%- endfor -%}
        {%- set known = (settings().keys() | list) + (inputs().keys() | list) -%}
        {%- for name in given_vars()
            if name.startswith('segmentation_') and name[13:] not in known -%}
            {%- do problems.append(
                name ~ ' is not a setting; allowed: segmentation_'
                ~ known | sort | join(', segmentation_') ~ '.'
            ) -%}
        {%- endfor -%}
        {%- for name, package in misplaced_vars().items() -%}
            {%- do problems.append(
                name ~ ' stands under ' ~ package
                ~ ' in vars, where it has no effect; allowed: directly under vars, '
                ~ 'or under customer_segmentation.'
            ) -%}
        {%- endfor -%}
        {%- do problems.extend(contradicting_settings()) -%}
        {%- do problems.extend(input_problems()) -%}
        {%- if problems -%}
            {%- do record_stop() -%}
            {{ exceptions.raise_compiler_error(problems | join('\n')) }}
        {%- endif -%}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}
