{# how many lines have each reason, none among them, and one example of the column it is about #}
{% macro rejections(lines, reasons) -%}
    select
        lines.rejection_reason,
        count(*) as order_lines,
        reasons.column_name,
        min(
            case reasons.column_name
                {%- for column in inputs()['order_lines'].columns %}
                when '{{ column }}' then lines.raw_{{ column }}
                {%- endfor %}
            end
        ) as example
    from {{ lines }} as lines
    left join {{ reasons }} as reasons
        on lines.rejection_reason = reasons.reason
    group by lines.rejection_reason, reasons.column_name
    order by count(*) desc, lines.rejection_reason
{%- endmacro %}
