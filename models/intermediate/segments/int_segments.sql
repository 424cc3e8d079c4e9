with

described as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

),

groups as (

    select
        customer_group,
        row_number() over (
            order by revenue desc nulls last, customer_group asc
        ) as segment_rank
    from {{ ref('customer_segmentation', 'int_customer_groups') }}

),

combined as (

    select
        scheme,
        segment,
        segment_name,
        action_group,
        description,
        segment_rank
    from described
    union all
    select
        'customer_group' as scheme,
        customer_group as segment,
        case customer_group when 'unknown' then 'Unknown' else customer_group end as segment_name,
        cast(null as {{ dbt.type_string() }}) as action_group,
        'Customers that the business has put into this group; ranked by revenue.' as description,
        cast(segment_rank as integer) as segment_rank
    from groups

)

select * from combined
