{#
    of several rows for one key, each one's number, the fullest row first, and whether they differ.
    Of equally full ones the lowest values decide, column by column; `texts` are what the columns
    were read from, which tells rows apart that can't be read
#}
{% macro fullest_copy(key, columns, texts=[]) -%}
    {%- set content = hash_of(columns + texts) -%}
    row_number() over (
            partition by {{ key }}
            order by
                {% for column in columns -%}
                case when {{ column }} is null then 1 else 0 end{{ ' + ' if not loop.last }}
                {%- endfor %},
                {{ (columns + texts) | join(' nulls last, ') }} nulls last
        ) as copy_number,
        min({{ content }}) over (partition by {{ key }})
        <> max({{ content }}) over (partition by {{ key }}) as has_other_versions
{%- endmacro %}
