{# after a build: what became of the order lines, of refunds, and of schemes that need more #}
{% macro tell_results(results) -%}
    {{ _tell_lines(results) }}
    {{ _tell_refunds(results) }}
    {{ _tell_unassigned_schemes(results) }}
    select 1 as nothing
{%- endmacro %}

{#
    after a build: what became of the order lines and why, which statuses count, and what was found
    in the inputs. What may well be a wrong mapping is told as a warning
#}
{% macro _tell_lines(results) -%}
    {#- dbt must see the var's ref while it parses -#}
    {%- set has_totals = uses_totals() -%}
    {%- set lines = lines_read(results) -%}
    {%- set reasons = table_of('seed.customer_segmentation.rejection_reasons')
        if execute and lines else none -%}
    {%- if reasons and not has_totals -%}
        {%- set counted = namespace(read=0, rejected=0) -%}
        {%- set why = [] -%}
        {%- for row in run_query(_rejections(lines, reasons)).rows -%}
            {%- set counted.read = counted.read + row[1] | int -%}
            {%- if row[0] -%}
                {%- set counted.rejected = counted.rejected + row[1] | int -%}
                {%- do why.append(row[0] ~ ' ' ~ '{:,}'.format(row[1] | int) ~ (
                    ' (' ~ row[2] ~ " '" ~ row[3] ~ "')" if row[3] else ''
                )) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set share = 100 * counted.rejected / ([counted.read, 1] | max) -%}
        {%- set sentence = '{:,} order line{} read, {:,} accepted, {:,} rejected'.format(
            counted.read, '' if counted.read == 1 else 's', counted.read - counted.rejected,
            counted.rejected
        ) ~ (' ({:.1f} %): '.format(share) ~ why[:5] | join(', ') if why) ~ (
            ', and {} more reason{}'.format(why | length - 5, 's' if why | length > 6)
                if why | length > 5
        ) ~ (' (fct_rejected_order_lines has them all)' if why) ~ '.' -%}
        {%- if share > 1 -%}
            {%- do exceptions.warn(sentence) -%}
        {%- else -%}
            {%- do log(sentence, info=true) -%}
        {%- endif -%}
        {%- set statuses = [] -%}
        {%- set excluded = (setting('excluded_order_statuses') or [])
            | map('lower') | map('trim') | list -%}
        {#- as they count: a line without a status may have that of its order -#}
        {%- set accepted = table_of('int_order_lines', results) -%}
        {%- for row in (run_query(
            'select order_status, count(*) from ' ~ accepted
            ~ ' group by order_status order by count(*) desc, order_status'
        ).rows if accepted else []) -%}
            {%- do statuses.append((row[0] or 'none') ~ ' {:,}'.format(row[1] | int) ~ (
                ' (not counted)' if row[0] in excluded
            )) -%}
        {%- endfor -%}
        {%- if statuses | length > 1 or (statuses and not statuses[0].startswith('none ')) -%}
            {%- do log('Lines by order_status: ' ~ statuses[:12] | join(', ') ~ (
                ', and {} more statuses'.format(statuses | length - 12) if statuses | length > 12
            ) ~ ' (segmentation_excluded_order_statuses).', info=true) -%}
        {%- endif -%}
    {%- endif -%}
    {%- set findings = table_of('int_input_findings', results) if execute else none -%}
    {%- if findings -%}
        {%- for row in run_query(
            'select finding, check_name from ' ~ findings
            ~ ' where finding is not null order by check_name'
        ).rows -%}
            {%- if row[1] == 'days_near_the_others' -%}
                {%- do exceptions.warn(row[0]) -%}
            {%- else -%}
                {%- do log(row[0], info=true) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set insights = table_of('fct_insights', results) if execute else none -%}
    {%- if insights -%}
        {%- for row in run_query(
            'select sentence from ' ~ insights ~ " where topic = 'score' order by insight_id"
        ).rows -%}
            {%- do exceptions.warn(row[0]) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# after a build: one sentence on the refunds there are, and how many of them count #}
{% macro _tell_refunds(results) -%}
    {%- set lines = table_of('fct_order_lines', results) -%}
    {%- if execute and lines -%}
        {%- set found = run_query(
            'select count(*), count(distinct customer_id), sum(line_amount), '
            ~ 'count(case when is_counted then 1 end), '
            ~ 'coalesce(sum(case when is_counted then line_amount end), 0) '
            ~ 'from ' ~ lines ~ ' where is_refund'
        ).rows[0] -%}
        {%- if found[0] -%}
            {%- do log(
                found[0] ~ ' refund line' ~ ('' if found[0] == 1 else 's') ~ ' of ' ~ found[1]
                ~ ' customer' ~ ('' if found[1] == 1 else 's') ~ ', ' ~ found[2]
                ~ ' in all; ' ~ found[3] ~ ' of them, ' ~ found[4]
                ~ ', count (segmentation_refund_policy is ' ~ setting('refund_policy') ~ ').',
                info=true
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# after a build: one sentence for each scheme that could not be assigned, and why #}
{% macro _tell_unassigned_schemes(results) -%}
    {#- dbt must see the var's ref while it parses -#}
    {%- set has_totals = uses_totals() -%}
    {%- set schemes = table_of('int_schemes', results) -%}
    {%- if execute and schemes and has_totals -%}
        {%- set found = run_query(
            'select scheme, missing_metrics from ' ~ schemes
            ~ ' where not is_assigned order by scheme'
        ) -%}
        {%- for row in found.rows -%}
            {%- do log(
                'Scheme ' ~ row[0] ~ ' is not assigned: its rules name ' ~ row[1]
                ~ ', and segmentation_customer_totals gives none'
                ~ ('; tenure_days is a column that it may have.' if 'tenure_days' in row[1]
                   else '.'),
                info=true
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# how many lines have each reason, none among them, and one example of the column it is about #}
{% macro _rejections(lines, reasons) -%}
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
