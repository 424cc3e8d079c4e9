with

lines as (

    select
        min(ordered_on) as first_line_on,
        max(ordered_on) as last_line_on
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    union all
    select
        min(first_ordered_on) as first_line_on,
        max(last_ordered_on) as last_line_on
    from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }}

),

-- totals may come without dates; the one row of dates is there all the same
spanned as (

    select
        min(first_line_on) as first_line_on,
        max(last_line_on) as last_line_on
    from lines

),

dated as (

    select
        first_line_on,
        last_line_on,
        {% if setting('as_of_date') -%}
        cast('{{ setting('as_of_date') }}' as date) as as_of_date
        {%- else -%}
        last_line_on as as_of_date
        {%- endif %}
    from spanned

),

windowed as (

    select
        *,
        {{ window_start('as_of_date', 'first_line_on') }} as window_starts_on
    from dated

),

halved as (

    select
        as_of_date,
        first_line_on,
        last_line_on,
        window_starts_on,
        {{ recent_half_start('window_starts_on', 'as_of_date') }}
            as recent_half_starts_on
    from windowed

)

select * from halved
