{# how clean order lines are kept: as the setting clean_lines says #}
{% macro clean_lines_config() -%}
    {{ return(adapter.dispatch('clean_lines_config', 'customer_segmentation')()) }}
{%- endmacro %}

{# tables of other engines are files in columns already #}
{% macro default__clean_lines_config() -%}
    {{ return({'materialized': 'view' if setting('clean_lines') == 'view' else 'table'}) }}
{%- endmacro %}

{# beside the database, so that both are moved together #}
{% macro duckdb__clean_lines_config() -%}
    {%- if setting('clean_lines') == 'parquet' -%}
        {{ return({
            'materialized': 'external',
            'location': modules.re.sub('[.](duckdb|db)$', '', target.path) ~ '_order_lines.parquet',
            'options': {'compression': 'zstd'},
        }) }}
    {%- endif -%}
    {{ return({'materialized': setting('clean_lines')}) }}
{%- endmacro %}
