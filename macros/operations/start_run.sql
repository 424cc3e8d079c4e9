{#
    before anything is built: the run is on record, and every setting that is wrong stops it, in one
    message. The row stays as it is if the run is killed; a run that ends adds a second one. Rows
    are only ever added, so nothing that goes wrong in between can lose a run
#}
{% macro start_run() -%}
    {%- set logged = run_log('pipeline_run_log') -%}
    {%- if logged.is_recorded -%}
        {%- do adapter.create_schema(logged.table.without_identifier()) -%}
        {%- do _complete_log(logged) -%}
        {%- do _complete_log(run_log('data_quality_log')) -%}
    {%- endif -%}
    {%- set problems = _wrong_settings() -%}
    {%- if problems -%}
        {#- a run that is stopped here gets no hooks at its end -#}
        {%- do run_query(record_run()) -%}
        {%- do run_query(record_run([])) -%}
        {%- do run_query(show_runs('fct_pipeline_runs')) -%}
        {{ exceptions.raise_compiler_error(problems | join('\n')) }}
    {%- endif -%}
    {{ record_run() }}
{%- endmacro %}

{# makes the table of a log, or adds to the one there is the columns that it lacks; drops nothing #}
{% macro _complete_log(logged) -%}
    {%- do run_query(committed(_create_log(logged.table, logged.columns))) -%}
    {%- set present = dbt.get_columns_in_query('select * from ' ~ logged.table) | map('lower')
        | list -%}
    {%- for column, type in logged.columns.items() if column not in present -%}
        {%- do run_query(committed(
            'alter table ' ~ logged.table ~ ' add column ' ~ column ~ ' ' ~ type
        )) -%}
    {%- endfor -%}
{%- endmacro %}

{% macro _create_log(relation, columns) -%}
    {{ return(adapter.dispatch('_create_log', 'customer_segmentation')(relation, columns)) }}
{%- endmacro %}

{% macro default___create_log(relation, columns) -%}
    create table if not exists {{ relation }} (
        {%- for column, type in columns.items() %}
        {{ column }} {{ type }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# the marts that show the log have rows of theirs deleted, which Spark's own formats can't #}
{% macro spark___create_log(relation, columns) -%}
    {{ customer_segmentation.default___create_log(relation, columns) }}
    using iceberg
{%- endmacro %}

{# every setting and every mapping of an input that is wrong, one sentence each #}
{% macro _wrong_settings() -%}
    {%- set problems = [] -%}
    {#- an input's var holds a ref, which dbt must have seen while it parses -#}
    {%- for name in inputs() -%}
        {%- do var('segmentation_' ~ name) -%}
    {%- endfor -%}
    {%- if execute -%}
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
        {%- do problems.extend(_input_problems()) -%}
    {%- endif -%}
    {{ return(problems) }}
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

{# what is wrong with the inputs as they are mapped, one sentence each #}
{% macro _input_problems() -%}
    {%- set problems = [] -%}
    {%- if var('segmentation_order_lines') and uses_totals() -%}
        {%- do problems.append(
            'segmentation_order_lines and segmentation_customer_totals are both mapped; '
            ~ 'allowed: one of them.'
        ) -%}
    {%- elif not (
        var('segmentation_order_lines') or is_shipped('order_lines') or uses_totals()
    ) -%}
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
        {%- for scheme in schemes('chosen') if scheme not in schemes('shipped') -%}
            {%- do problems.append(
                'segmentation_schemes names ' ~ scheme ~ '; allowed: '
                ~ schemes('shipped') | join(', ') ~ ', or all.'
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

{#
    the installing project's models that tests of this package would look at by mistake; tests of
    contracts name the package
#}
{% macro _shadowing_models() -%}
    {%- set own = [] -%}
    {%- set looked_at = [] -%}
    {%- for node in graph.nodes.values() if node.package_name == 'customer_segmentation' -%}
        {%- if node.resource_type == 'model' -%}
            {%- do own.append('model.' ~ project_name ~ '.' ~ node.name) -%}
        {%- elif node.resource_type == 'test'
            and (node.get('test_metadata') or {}).get('name') != 'keeps_its_contract' -%}
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
