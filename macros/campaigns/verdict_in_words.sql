{# one or a few sentences; `group` also has its verdict and the days that the data cover #}
{% macro verdict_in_words(group, smallest_group) -%}
    case
        when {{ group }}.data_ends_on is null
            then 'There are no order lines to measure it by.'
        when {{ group }}.starts_on > {{ group }}.data_ends_on
            then
                'It starts on ' || {{ _day_in_words(group ~ '.starts_on') }}
                || ', after the last day of the data, '
                || {{ _day_in_words(group ~ '.data_ends_on') }} || '.'
        when {{ group }}.starts_on < {{ group }}.data_starts_on
            then
                'It started on ' || {{ _day_in_words(group ~ '.starts_on') }}
                || ', before the first day of the data, '
                || {{ _day_in_words(group ~ '.data_starts_on') }} || '.'
        when {{ group }}.treated_customers = 0
            then 'Nobody was treated.'
        when {{ group }}.control_customers = 0
            then 'Nobody was held out, so nothing shows what would have happened without it.'
        when {{ group }}.absolute_lift is null
            then 'The revenue per head has too many digits to be told.'
        else
            'Revenue per head is ' || {{ _money_in_words(group ~ '.treated_revenue_per_head') }}
            || ' with it and ' || {{ _money_in_words(group ~ '.control_revenue_per_head') }}
            || ' without: a lift of ' || {{ _money_in_words(group ~ '.absolute_lift') }}
            || coalesce(
                ', 95 % interval ' || {{ _money_in_words(group ~ '.absolute_lift_low') }}
                || ' to ' || {{ _money_in_words(group ~ '.absolute_lift_high') }},
                ''
            )
            || case
                when {{ group }}.verdict <> 'no evidence' then '.'
                when
                    {{ group }}.treated_customers >= {{ smallest_group }}
                    and {{ group }}.control_customers >= {{ smallest_group }}
                    then ', which contains 0.'
                else '; a group of fewer than {{ smallest_group }} customers is too small to tell.'
            end
            || case
                when not {{ group }}.is_balanced
                    then ' The groups already differed before it started.'
                else ''
            end
    end
    || case
        when
            {{ group }}.verdict <> 'not measured'
            and not {{ group }}.is_finished
            then
                ' Measured up to ' || {{ _day_in_words(group ~ '.measured_until') }}
                || '; it ends on ' || {{ _day_in_words(group ~ '.ends_on') }} || '.'
        else ''
    end
{%- endmacro %}

{% macro _day_in_words(column) -%}
    cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}

{% macro _money_in_words(column) -%}
    cast(cast({{ column }} as {{ type_of('money') }}) as {{ dbt.type_string() }})
{%- endmacro %}
