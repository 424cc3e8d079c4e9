{#
    what becomes of a smoothed series with its next month. The array `state` holds level and trend,
    the twelve seasons from that month on, the squared errors so far, and what they were after each
    month. The columns alpha, beta and gamma say how fast level, trend and seasons learn, and
    damping how much of a trend is left after a month
#}
{% macro smoothing_step(is_multiplicative) -%}
    {%- set float = type_of('float') -%}
    {%- set value = array_item('value', 1) -%}
    {%- set season = array_item('state', 3) -%}
    {%- set trend = '(damping * ' ~ array_item('state', 2) ~ ')' -%}
    {%- set expected = '(' ~ array_item('state', 1) ~ ' + ' ~ trend ~ ')' -%}
    {%- if is_multiplicative -%}
        {%- set error = '(' ~ value ~ ' - ' ~ expected ~ ' * ' ~ season ~ ')' -%}
        {%- set surprise = '(' ~ value ~ ' / ' ~ season ~ ' - ' ~ expected ~ ')' -%}
        {#- what falls to nothing has no ratios any more -#}
        {%- set least = 'cast(0.01 as ' ~ float ~ ')' -%}
        {%- set level = 'greatest(' ~ expected ~ ' + alpha * ' ~ surprise ~ ', ' ~ least ~ ')' -%}
        {%- set seen = value ~ ' / ' ~ level -%}
    {%- else -%}
        {%- set error = '(' ~ value ~ ' - ' ~ season ~ ' - ' ~ expected ~ ')' -%}
        {%- set surprise = error -%}
        {%- set level = '(' ~ expected ~ ' + alpha * ' ~ surprise ~ ')' -%}
        {%- set seen = value ~ ' - ' ~ level -%}
    {%- endif -%}
    {%- set new_season = season ~ ' + gamma * (' ~ seen ~ ' - ' ~ season ~ ')' -%}
    {%- if is_multiplicative -%}
        {%- set new_season = 'greatest(' ~ new_season ~ ', ' ~ least ~ ')' -%}
    {%- endif -%}
    {%- set squares = array_item('state', 15) ~ ' + ' ~ error ~ ' * ' ~ error -%}
    {%- set items = [level, trend ~ ' + alpha * beta * ' ~ surprise] -%}
    {%- for place in range(4, 15) -%}
        {%- do items.append(array_item('state', place)) -%}
    {%- endfor -%}
    {%- do items.extend([new_season, squares]) -%}
    {{ dbt.array_concat(
        dbt.array_construct(items, float),
        dbt.array_append(array_part('state', 16), squares),
    ) }}
{%- endmacro %}
