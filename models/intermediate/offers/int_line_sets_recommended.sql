{% set most_recommendations = 5 %}

with

sets as (

    select * from {{ ref('customer_segmentation', 'int_line_sets_unfolded') }}

),

lines as (

    select * from {{ ref('customer_segmentation', 'int_segment_product_lines') }}

),

buyers as (

    select * from {{ ref('customer_segmentation', 'int_segment_buyers') }}

),

reasons as (

    select * from {{ ref('customer_segmentation', 'int_line_sets_explained') }}

),

-- what the segment buys and the set lacks; a line that few buy is no basis, as a pair isn't
candidates as (

    select
        sets.scheme,
        sets.segment,
        sets.line_set,
        sets.product_line,
        lines.customers as segment_buyers,
        buyers.customers as segment_customers,
        {{ ratio('lines.customers', 'buyers.customers') }} as segment_share,
        {{ ratio('lines.revenue', 'lines.customers', setting('amount_decimals')) }}
            as expected_revenue
    from sets
    inner join lines
        on
            sets.scheme = lines.scheme
            and sets.segment = lines.segment
            and sets.product_line = lines.product_line
            and lines.customers >= {{ setting('smallest_pair') }}
    inner join buyers
        on
            sets.scheme = buyers.scheme
            and sets.segment = buyers.segment
    where not sets.is_bought

),

ranked as (

    select
        candidates.*,
        reasons.because_of_product_line,
        reasons.confidence,
        reasons.lift,
        cast(row_number() over (
            partition by candidates.scheme, candidates.segment, candidates.line_set
            order by
                coalesce(reasons.confidence, candidates.segment_share) desc,
                candidates.segment_share desc,
                candidates.product_line asc
        ) as integer) as recommendation_rank
    from candidates
    left join reasons
        on
            candidates.scheme = reasons.scheme
            and candidates.segment = reasons.segment
            and candidates.line_set = reasons.line_set
            and candidates.product_line = reasons.product_line

),

recommended as (

    select * from ranked
    where recommendation_rank <= {{ most_recommendations }}

)

select * from recommended
