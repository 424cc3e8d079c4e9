{# one sentence about what is wrong with a setting's value; nothing where it is right #}
{% macro setting_problem(name, rule, value) -%}
    {%- set is_right = false -%}
    {#- no line feed, NUL or the like in a text: not every engine takes them -#}
    {%- set texts = [value] if value is string else value if value is sequence else [] -%}
    {%- set is_printable = not modules.re.search(
        '[\x00-\x1f\x7f]', texts | select('string') | map('trim') | join
    ) -%}
    {%- set allowed = rule.allowed -%}
    {%- if rule.kind == 'whole' -%}
        {%- set allowed = 'a whole number from ' ~ rule.from ~ ' to ' ~ rule.to
            ~ (', or null' if rule.optional else '') -%}
        {%- set is_right = (rule.optional and value is none)
            or (value is integer and value is not boolean and rule.from <= value <= rule.to) -%}
    {%- elif rule.kind == 'choice' -%}
        {%- set allowed = rule.choices | join(', ') -%}
        {%- set is_right = value in rule.choices -%}
    {%- elif rule.kind == 'choice_by_metric' -%}
        {%- set metrics = ['recency', 'frequency', 'monetary'] -%}
        {%- set choices = rule.choices | join(', ') -%}
        {%- set allowed = choices ~ ', or one by metric, such as {frequency: ' ~ rule.choices[0]
            ~ '}, for ' ~ metrics | join(', ') -%}
        {%- set is_right = value in rule.choices or (
            value is mapping
            and value.keys() | reject('in', metrics) | list | length == 0
            and value.values() | reject('in', rule.choices) | list | length == 0
        ) -%}
    {%- elif rule.kind == 'date' -%}
        {%- set is_right = value is none or _is_iso_date(value) -%}
    {%- elif rule.kind == 'texts' -%}
        {%- set is_right = value is none or (
            value is sequence and value is not string and value is not mapping
            and value | select('string') | list | length == value | length and is_printable
        ) -%}
    {%- elif rule.kind == 'dates' -%}
        {%- set days = [] -%}
        {%- for day in texts if _is_iso_date(day, from_year=1) -%}
            {%- do days.append(day) -%}
        {%- endfor -%}
        {%- set is_right = value is none or (
            value is sequence and value is not string and value is not mapping
            and days | length == value | length
        ) -%}
    {%- elif rule.kind == 'choices' -%}
        {%- set allowed = ('all, ' if rule.or_all else '')
            ~ 'a list of ' ~ rule.choices | join(', ') ~ ', or null' -%}
        {%- set is_right = value is none or (rule.or_all and value == 'all') or (
            value is sequence and value is not string and value is not mapping
            and value | reject('in', rule.choices) | list | length == 0
        ) -%}
    {%- elif rule.kind == 'text' -%}
        {%- set is_right = value is none
            or (value is string and value | trim != '' and is_printable) -%}
    {%- elif rule.kind == 'time_zone' -%}
        {%- set is_right = value in modules.pytz.all_timezones -%}
    {%- elif rule.kind == 'share' -%}
        {%- set is_right = value is number and value is not boolean and 0 < value <= 1 -%}
    {%- elif rule.kind == 'rate' -%}
        {%- set is_right = value is number and value is not boolean and 0 <= value <= 1 -%}
    {%- elif rule.kind == 'growth' -%}
        {%- set is_right = value is none
            or (value is number and value is not boolean and -1 <= value <= 10) -%}
    {%- elif rule.kind == 'flag' -%}
        {%- set is_right = value is boolean -%}
    {%- elif rule.kind == 'schemes' -%}
        {%- set is_right = value == 'all' or (
            value is sequence and value is not string and value is not mapping
            and value | length > 0
            and value | select('string') | list | length == value | length and is_printable
        ) -%}
    {%- endif -%}
    {%- if not is_right -%}
        segmentation_{{ name }} is {{ tojson(value, value | string) }}; allowed: {{ allowed }}.
    {%- endif -%}
{%- endmacro %}

{# whether a value is a day of the calendar as 2025-12-31; YAML makes an unquoted one a date #}
{% macro _is_iso_date(value, from_year=1900) -%}
    {%- set text = value | string -%}
    {%- if not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', text) -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set year, month, day = text[:4] | int, text[5:7] | int, text[8:] | int -%}
    {%- set is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
    {%- set days = [31, 29 if is_leap_year else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] -%}
    {{ return(year >= from_year and 1 <= month <= 12 and 1 <= day and day <= days[month - 1]) }}
{%- endmacro %}
