with

sets as (

    select * from {{ ref('customer_segmentation', 'int_line_sets_unfolded') }}
    where is_bought

),

pairs as (

    select * from {{ ref('customer_segmentation', 'int_product_pairs_measured') }}

),

-- of the lines in the set, the one whose buyers most often buy the candidate as well
ranked as (

    select
        sets.scheme,
        sets.segment,
        sets.line_set,
        pairs.other_product_line as product_line,
        sets.product_line as because_of_product_line,
        pairs.confidence,
        pairs.lift,
        row_number() over (
            partition by sets.scheme, sets.segment, sets.line_set, pairs.other_product_line
            order by pairs.confidence desc, pairs.customers_with_both desc, sets.product_line asc
        ) as reason_number
    from sets
    inner join pairs
        on
            sets.scheme = pairs.scheme
            and sets.segment = pairs.segment
            and sets.product_line = pairs.product_line

),

explained as (

    select * from ranked
    where reason_number = 1

)

select * from explained
