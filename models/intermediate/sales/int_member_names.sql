{%- set weekdays =
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
-%}
with

named as (

    select
        'product' as dimension,
        product_id as code,
        product_id as member,
        product_name as member_name,
        cast(null as integer) as member_order
    from {{ ref('customer_segmentation', 'stg_segmentation__products') }}
    union all
    select
        'deal_size' as dimension,
        deal_size as code,
        deal_size as member,
        deal_size as member_name,
        cast(deal_size_rank as integer) as member_order
    from {{ ref('customer_segmentation', 'stg_segmentation__deal_sizes') }}
    {%- for weekday in weekdays %}
    union all
    select
        'weekday' as dimension,
        '{{ loop.index }}' as code,
        '{{ weekday }}' as member,
        '{{ weekday }}' as member_name,
        {{ loop.index }} as member_order
    {%- endfor %}

)

select * from named
