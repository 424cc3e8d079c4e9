-- customers gathered in bins, since thousands of dots hide each other: at most 30 of recency, of
-- equal width; frequencies of 1 to 8 each by itself, then four bins to each doubling
with

widths as (

    select 1 + max(recency_days) // 30 as days
    from fct_customer_rfm_scores

),

binned as (

    select
        segments.scheme,
        segments.segment,
        scores.recency_days // widths.days * widths.days as recency_from,
        scores.recency_days // widths.days * widths.days + widths.days - 1 as recency_to,
        case
            when scores.frequency <= 8 then scores.frequency
            else 8 + ceil(4 * log2(scores.frequency / 8))
        end as frequency_bin,
        scores.frequency
    from fct_customer_rfm_scores as scores
    cross join widths
    inner join fct_customer_segments as segments
        on scores.customer_id = segments.customer_id

)

select
    scheme,
    segment,
    recency_from,
    recency_to,
    cast(frequency_bin as integer) as frequency_bin,
    min(frequency) as frequency_from,
    max(frequency) as frequency_to,
    count(*) as customers
from binned
group by scheme, segment, recency_from, recency_to, frequency_bin
order by scheme asc, recency_from asc, frequency_bin asc, customers desc, segment asc
