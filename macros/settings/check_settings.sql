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
        {%- for name in _given_vars()
            if name.startswith('segmentation_') and name[13:] not in known -%}
            {%- do problems.append(
                name ~ ' is not a setting; allowed: segmentation_'
                ~ known | sort | join(', segmentation_') ~ '.'
            ) -%}
        {%- endfor -%}
        {%- for name, package in _misplaced_vars().items() -%}
            {%- do problems.append(
                name ~ ' stands under ' ~ package
                ~ ' in vars, where it has no effect; allowed: directly under vars, '
                ~ 'or under customer_segmentation.'
            ) -%}
        {%- endfor -%}
        {%- do problems.extend(_contradicting_settings()) -%}
        {%- do problems.extend(input_problems()) -%}
        {%- if problems -%}
            {%- do record_stop() -%}
            {{ exceptions.raise_compiler_error(problems | join('\n')) }}
        {%- endif -%}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}

{# settings that are right one by one and can't be meant together, one sentence each #}
{% macro _contradicting_settings() -%}
    {%- set problems = [] -%}
    {%- set treated = var('segmentation_personal_data') -%}
    {%- if var('segmentation_publish_personal_data') is sameas true
        and treated in settings()['personal_data'].choices and treated != 'keep' -%}
        {%- do problems.append(
            'segmentation_publish_personal_data is true and segmentation_personal_data is '
            ~ treated ~ '; allowed: one of them, names in the dashboard or in nothing.'
        ) -%}
    {%- endif -%}
    {{ return(problems) }}
{%- endmacro %}

{# every var that the project or the command line sets for this package; dbt has no list of them #}
{% macro _given_vars() -%}
    {%- set given = {} -%}
    {%- if ref.config is defined and ref.config.vars is defined -%}
        {%- set project_vars = ref.config.vars.to_dict() -%}
        {%- do given.update(project_vars) -%}
        {%- do given.update(project_vars.get('customer_segmentation') or {}) -%}
    {%- endif -%}
    {%- do given.update(invocation_args_dict.get('vars') or {}) -%}
    {{ return(given) }}
{%- endmacro %}

{# settings that stand under another package's name in vars, where they have no effect #}
{% macro _misplaced_vars() -%}
    {%- set misplaced = {} -%}
    {%- if ref.config is defined and ref.config.vars is defined -%}
        {%- for package, values in ref.config.vars.to_dict().items()
            if values is mapping and package != 'customer_segmentation' -%}
            {%- for name in values if name is string and name.startswith('segmentation_') -%}
                {%- do misplaced.update({name: package}) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(misplaced) }}
{%- endmacro %}
