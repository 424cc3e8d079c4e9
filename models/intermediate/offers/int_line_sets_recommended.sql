{% set most_recommendations = 5 %}

with

sets as (

    select
        scheme,
        segment,
        line_set,
        min(customer_id) as customer_id,
        cast(sum(count(*)) over (partition by scheme, segment) as bigint) as segment_customers
    from {{ ref('customer_segmentation', 'int_customer_line_sets') }}
    group by scheme, segment, line_set

),

-- each set with every line of its segment: its customers are alike, and one of them stands for all
unfolded as (

    select
        sets.scheme,
        sets.segment,
        sets.line_set,
        lines.product_line,
        sets.segment_customers,
        lines.customers_with_both as segment_buyers,
        lines.revenue,
        bought.customer_id is not null as is_bought
    from sets
    inner join {{ ref('customer_segmentation', 'int_product_pairs_counted') }} as lines
        on
            sets.scheme = lines.scheme
            and sets.segment = lines.segment
            and lines.product_line = lines.other_product_line
    left join {{ ref('customer_segmentation', 'int_customer_product_lines') }} as bought
        on
            sets.customer_id = bought.customer_id
            and lines.product_line = bought.product_line

),

-- of the lines in the set, the one whose buyers most often buy the other as well
reasons as (

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
    from unfolded as sets
    inner join {{ ref('customer_segmentation', 'fct_product_affinity') }} as pairs
        on
            sets.scheme = pairs.scheme
            and sets.segment = pairs.segment
            and sets.product_line = pairs.product_line
    where sets.is_bought

),

-- what the segment buys and the set lacks; a line that few buy is no basis, as a pair isn't
candidates as (

    select
        unfolded.scheme,
        unfolded.segment,
        unfolded.line_set,
        unfolded.product_line,
        unfolded.segment_buyers,
        unfolded.segment_customers,
        {{ ratio('unfolded.segment_buyers', 'unfolded.segment_customers') }} as segment_share,
        {{ ratio('unfolded.revenue', 'unfolded.segment_buyers', setting('amount_decimals')) }}
            as expected_revenue,
        reasons.because_of_product_line,
        reasons.confidence,
        reasons.lift
    from unfolded
    left join reasons
        on
            unfolded.scheme = reasons.scheme
            and unfolded.segment = reasons.segment
            and unfolded.line_set = reasons.line_set
            and unfolded.product_line = reasons.product_line
            and reasons.reason_number = 1
    where
        not unfolded.is_bought
        and unfolded.segment_buyers >= {{ setting('smallest_pair') }}

),

ranked as (

    select
        *,
        cast(row_number() over (
            partition by scheme, segment, line_set
            order by
                coalesce(confidence, segment_share) desc, segment_share desc, product_line asc
        ) as integer) as recommendation_rank
    from candidates

),

recommended as (

    select * from ranked
    where recommendation_rank <= {{ most_recommendations }}

)

select * from recommended
