{% macro local_timestamp(column) -%}
    {{ return(adapter.dispatch('local_timestamp', 'customer_segmentation')(column)) }}
{%- endmacro %}

{# an allow-list of types: whatever else a column is, its text has to be a date #}
{% macro default__local_timestamp(column) -%}
    {%- set zone = setting('time_zone') -%}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?' -%}
    {%- set offset = ' ?(Z|UTC|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)' -%}
    case
        when typeof({{ column }}) = 'TIMESTAMP WITH TIME ZONE'
            then timezone('{{ zone }}', try_cast({{ column }} as timestamp with time zone))
        when typeof({{ column }}) in (
            'DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'
        )
            then try_cast({{ column }} as timestamp)
        {%- for text in [clean_text(column), _iso_extended(clean_text(column))] %}
        when regexp_full_match({{ text }}, '{{ day }}([T ]{{ clock }})?')
            then try_cast({{ text }} as timestamp)
        when regexp_full_match({{ text }}, '{{ day }}[T ]{{ clock }}{{ offset }}')
            {#- DuckDB reads an offset only right behind seconds #}
            then timezone('{{ zone }}', try_cast(
                regexp_replace(
                    regexp_replace(
                        regexp_replace({{ text }}, ' ?UTC$', 'Z'), ' ([Z+-][0-9:]*)$', '\1'
                    ), '^(.{16})([Z+-])', '\1:00\2'
                ) as timestamp with time zone
            ))
        {%- endfor %}
    end
{%- endmacro %}

{#
    PostgreSQL tries no cast: a day is asked whether it is in the calendar first. It rounds behind
    microseconds, knows no year 0 and no offset above 15 hours, so those are put its way
#}
{% macro postgres__local_timestamp(column) -%}
    {%- set zone = setting('time_zone') -%}
    {%- set even = '([02468][048]|[13579][26])' -%}
    {%- set day -%}
        ([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|[0-9]{4}-(0[13-9]|1[0-2])-(29|30)
        |[0-9]{4}-(0[13578]|1[02])-31|([0-9]{2}(0[48]|[2468][048]|[13579][26])|{{ even }}00)-02-29)
    {%- endset -%}
    {%- set day = modules.re.sub('[ \n]', '', day) -%}
    {%- set clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?' -%}
    {%- set offset = ' ?(Z|UTC|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)' -%}
    case
        when pg_typeof({{ column }}) = cast('timestamp with time zone' as regtype)
            then cast(cast({{ column }} as text) as timestamp with time zone)
                at time zone '{{ zone }}'
        when pg_typeof({{ column }}) in (cast('timestamp' as regtype), cast('date' as regtype))
            then cast(cast({{ column }} as text) as timestamp)
        {%- for text in [clean_text(column), _iso_extended(clean_text(column))] %}
        {%- set local -%}
            cast(
                regexp_replace(
                    case when {{ text }} like '0000%' then '0001' else left({{ text }}, 4) end
                    || substring({{ text }} from '^....(-..-..([T ][0-9:]+([.][0-9]{1,6})?)?)'),
                    'T', ' '
                ) || case when {{ text }} like '0000%' then ' BC' else '' end as timestamp
            )
        {%- endset %}
        {%- set shift = "substring(" ~ text ~ " from '[T ].*([+-][0-9]{2}):?[0-9]{0,2}$')" %}
        {%- set minutes = "substring(" ~ text ~ " from '[T ].*[+-][0-9]{2}:?([0-9]{2})$')" %}
        when {{ text }} ~ '^{{ day }}([T ]{{ clock }})?$'
            then {{ local }}
        when {{ text }} ~ '^{{ day }}[T ]{{ clock }}{{ offset }}$'
            then
                (
                    {{ local }}
                    - cast(coalesce({{ shift }}, '0') || ' hours' as interval)
                    - cast(
                        coalesce(left({{ shift }}, 1), '')
                        || coalesce({{ minutes }}, '0') || ' minutes' as interval
                    )
                ) at time zone 'UTC' at time zone '{{ zone }}'
        {%- endfor %}
    end
{%- endmacro %}

{#
    a timestamp without further words is a moment there, shown in the zone of the session, which
    is UTC. Spark knows no offset above 18 hours: offsets are taken off by hand
#}
{% macro spark__local_timestamp(column) -%}
    {%- set zone = setting('time_zone') -%}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?' -%}
    {%- set offset = ' ?(Z|UTC|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)' -%}
    {%- set parts = '[T ].*([+-][0-9]{2}):?([0-9]{2})?$' -%}
    case
        when typeof({{ column }}) = 'timestamp'
            then from_utc_timestamp(cast({{ column }} as timestamp), '{{ zone }}')
        when typeof({{ column }}) in ('timestamp_ntz', 'date')
            then cast({{ column }} as timestamp)
        {%- for text in [clean_text(column), _iso_extended(clean_text(column))] %}
        {%- set local -%}
            try_cast(
                regexp_extract({{ text }}, '^.{10}([T ][0-9:]+([.][0-9]{1,6})?)?', 0) as timestamp
            )
        {%- endset %}
        {%- set hours = "regexp_extract(" ~ text ~ ", '" ~ parts ~ "', 1)" %}
        {%- set minutes = "regexp_extract(" ~ text ~ ", '" ~ parts ~ "', 2)" %}
        when {{ text }} rlike '^{{ day }}([T ]{{ clock }})?$'
            then {{ local }}
        when {{ text }} rlike '^{{ day }}[T ]{{ clock }}{{ offset }}$'
            then from_utc_timestamp(
                {{ local }} - make_dt_interval(
                    0,
                    coalesce(try_cast({{ hours }} as integer), 0),
                    coalesce(
                        try_cast(left({{ hours }}, 1) || {{ minutes }} as integer), 0
                    )
                ),
                '{{ zone }}'
            )
        {%- endfor %}
    end
{%- endmacro %}

{# a date in the basic form of ISO 8601 (20241231T140500Z) in its extended form #}
{% macro _iso_extended(text) -%}
    {{ return(adapter.dispatch('_iso_extended', 'customer_segmentation')(text)) }}
{%- endmacro %}

{# a colon behind the hours, one behind the minutes, then the dashes: no day has them already #}
{% macro default___iso_extended(text, group='\\') -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                {{ text }}, '^([0-9]{8}[T ][0-9]{2})([0-9]{2})', '{{ group }}1:{{ group }}2'
            ), '^([0-9]{8}[T ][0-9]{2}:[0-9]{2})([0-9]{2})', '{{ group }}1:{{ group }}2'
        ), '^([0-9]{4})([0-9]{2})([0-9]{2})($|[T ])',
        '{{ group }}1-{{ group }}2-{{ group }}3{{ group }}4'
    )
{%- endmacro %}

{% macro spark___iso_extended(text) -%}
    {{ customer_segmentation.default___iso_extended(text, group='$') }}
{%- endmacro %}
