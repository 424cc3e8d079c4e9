{# the day on which the run started, in the zone that is set #}
{% macro run_day() -%}
    {%- set zone = modules.pytz.timezone(setting('time_zone')) -%}
    {{ return(run_started_at.astimezone(zone).strftime('%Y-%m-%d')) }}
{%- endmacro %}
