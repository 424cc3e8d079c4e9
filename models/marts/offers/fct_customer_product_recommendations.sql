with

sets as (

    select
        *,
        cast(
            {{ ratio('100 * coalesce(confidence, segment_share)', '1', 1) }}
            as {{ dbt.type_string() }}
        ) as percentage
    from {{ ref('customer_segmentation', 'int_line_sets_recommended') }}

),

recommended as (

    select
        customers.customer_id,
        sets.product_line,
        customers.scheme,
        customers.segment,
        sets.because_of_product_line,
        sets.percentage || ' % of customers in segment ' || customers.segment_name
        || case
            when sets.because_of_product_line is null then ''
            else ' who buy ' || sets.because_of_product_line || ' also'
        end
        || ' buy ' || sets.product_line || '; this customer does not.' as reason,
        sets.recommendation_rank,
        sets.segment_buyers,
        sets.segment_customers,
        sets.segment_share,
        sets.confidence,
        sets.lift,
        sets.expected_revenue
    from {{ ref('customer_segmentation', 'int_customer_line_sets') }} as customers
    inner join sets
        on
            customers.scheme = sets.scheme
            and customers.segment = sets.segment
            and customers.line_set = sets.line_set

)

select * from recommended
