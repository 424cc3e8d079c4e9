{# each reason to reject a line as a check of all lines read; those that nothing failed too #}
{% macro input_checks(lines, reasons) -%}
    select
        reasons.reason as check_name,
        'input' as check_kind,
        reasons.description,
        case when rejected.order_lines > 0 then 'warned' else 'passed' end as status,
        'warn' as severity,
        everything.order_lines as rows_checked,
        coalesce(rejected.order_lines, 0) as rows_failed
    from {{ reasons }} as reasons
    cross join (select count(*) as order_lines from {{ lines }}) as everything
    left join (
        select rejection_reason, count(*) as order_lines
        from {{ lines }}
        group by rejection_reason
    ) as rejected
        on reasons.reason = rejected.rejection_reason
{%- endmacro %}
