{# runs before anything is built #}
{% macro check_parquet() -%}
    {%- if execute and not env_var('ONLINE_RETAIL_PARQUET', '') -%}
        {{ exceptions.raise_compiler_error(
            'ONLINE_RETAIL_PARQUET is not set; give it the path of the Parquet file of the Online Retail set, such as '
            ~ 'ONLINE_RETAIL_PARQUET=/data/online_retail.parquet dbt build.'
        ) }}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}
