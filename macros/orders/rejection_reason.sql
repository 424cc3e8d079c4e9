{# the first reason that holds; seeds/rules/rejection_reasons.csv says what each of them means #}
{% macro rejection_reason() -%}
    {%- set currency = setting('currency') -%}
    case
        when order_id is null then 'missing_order_id'
        when customer_id is null then 'missing_customer_id'
        when ordered_at is null and {{ clean_text('raw_ordered_at') }} is null
            then 'missing_ordered_at'
        when ordered_at is null then 'unreadable_ordered_at'
        {%- for day in setting('placeholder_dates') or [] %}
        when cast(ordered_at as date) = cast('{{ day }}' as date) then 'placeholder_date'
        {%- if setting('time_zone') != 'UTC' %}
        {#- midnight of another zone is another day in this one #}
        when ordered_at = {{ local_timestamp("'" ~ day ~ "T00:00:00Z'") }} then 'placeholder_date'
        {%- endif %}
        {%- endfor %}
        when ordered_at < cast('1900-01-01' as timestamp) then 'ordered_before_1900'
        when cast(ordered_at as date) > cast('{{ run_day() }}' as date)
            then 'ordered_in_the_future'
        when line_amount is null and {{ clean_text('raw_line_amount') }} is null
            then 'missing_line_amount'
        when line_amount is null then 'unreadable_line_amount'
        when quantity is null and {{ clean_text('raw_quantity') }} is not null
            then 'unreadable_quantity'
        when unit_price is null and {{ clean_text('raw_unit_price') }} is not null
            then 'unreadable_unit_price'
        when updated_at is null and {{ clean_text('raw_updated_at') }} is not null
            then 'unreadable_updated_at'
        {%- if currency %}
        when currency <> {{ text_literal(currency | upper | trim) }} then 'other_currency'
        {%- endif %}
    end
{%- endmacro %}
