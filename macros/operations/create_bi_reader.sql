{#
    dbt run-operation create_bi_reader --target postgres: who reads marts, and nothing else
#}
{% macro create_bi_reader(role='bi_reader') -%}
    {%- if role is not string or not modules.re.match('^[a-z][a-z0-9_]{0,62}$', role)
        or role.startswith('pg_') or role == 'public' -%}
        {{ exceptions.raise_compiler_error(
            'role is ' ~ tojson(role, role | string)
            ~ '; allowed: lower-case letters, digits and _, a letter first, not public or pg_....'
        ) }}
    {%- endif -%}
    {%- if execute -%}
        {%- set schemas = _schemas_of_marts() -%}
        {%- do adapter.dispatch('create_bi_reader', 'customer_segmentation')(role, schemas) -%}
        {%- set places = schemas | join(', ') -%}
        {%- do print(role ~ ' reads the marts in ' ~ places ~ ', and nothing else.') -%}
    {%- endif -%}
{%- endmacro %}

{% macro default__create_bi_reader(role, schemas) -%}
    {{ exceptions.raise_compiler_error(
        'create_bi_reader is for PostgreSQL; ' ~ adapter.type()
        ~ ' has no roles here: who may read is up to the rights of the files.'
    ) }}
{%- endmacro %}

{# default privileges hold for tables to come, so that a rebuilt mart is read as the one before #}
{% macro postgres__create_bi_reader(role, schemas) -%}
    {%- call statement('create_bi_reader') -%}
        do $$
        begin
            if not exists (select from pg_roles where rolname = '{{ role }}') then
                create role {{ role }} nologin;
            end if;
        end
        $$;
        {% for schema in schemas %}
        create schema if not exists {{ adapter.quote(schema) }};
        grant usage on schema {{ adapter.quote(schema) }} to {{ role }};
        grant select on all tables in schema {{ adapter.quote(schema) }} to {{ role }};
        alter default privileges in schema {{ adapter.quote(schema) }}
            grant select on tables to {{ role }};
        {% endfor %}
        commit
    {%- endcall -%}
{%- endmacro %}

{# the schemas that hold marts and nothing else; a sentence where one holds other things too #}
{% macro _schemas_of_marts() -%}
    {%- set places = {'marts': [], 'others': {}} -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ['model', 'seed', 'snapshot']
            and node.config.materialized != 'ephemeral' -%}
        {%- if node.package_name == 'customer_segmentation' and node.access == 'public' -%}
            {%- do places.marts.append(node.schema) -%}
        {%- else -%}
            {%- do places.others.update({node.schema: node.name}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for schema in places.marts | unique | sort if schema in places.others -%}
        {{ exceptions.raise_compiler_error(
            'Schema ' ~ schema ~ ' holds marts and ' ~ places.others[schema]
            ~ ' as well, which no reader of marts is to see; give the marts a schema of their own.'
        ) }}
    {%- endfor -%}
    {{ return(places.marts | unique | sort) }}
{%- endmacro %}
