with

customers as (

    select
        customers.scheme,
        customers.segment,
        customers.segment_name,
        customers.better_segment,
        segments.segment_name as better_segment_name,
        customers.gap_metric,
        customers.gap_amount,
        customers.customer_id
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as customers
    inner join {{ ref('customer_segmentation', 'dim_segments') }} as segments
        on
            customers.scheme = segments.scheme
            and customers.better_segment = segments.segment

),

steps as (

    select
        scheme,
        segment,
        segment_name,
        better_segment,
        better_segment_name,
        gap_metric,
        count(*) as customers
    from customers
    group by scheme, segment, segment_name, better_segment, better_segment_name, gap_metric

),

-- the metric that comes first in most of their gaps stands for the step
ranked as (

    select
        *,
        sum(customers) over (partition by scheme, segment, better_segment) as customers_of_step,
        row_number() over (
            partition by scheme, segment, better_segment order by customers desc, gap_metric asc
        ) as metric_rank
    from steps

),

-- the lower median: an amount that a customer really lacks
sorted as (

    select
        *,
        row_number() over (
            partition by scheme, segment, better_segment, gap_metric
            order by gap_amount, customer_id
        ) as gap_rank
    from customers

),

halved as (

    select
        ranked.*,
        sorted.gap_amount as median_gap
    from ranked
    inner join sorted
        on
            ranked.scheme = sorted.scheme
            and ranked.segment = sorted.segment
            and ranked.better_segment = sorted.better_segment
            and ranked.gap_metric = sorted.gap_metric
            and sorted.gap_rank = {{ integer_divide('ranked.customers + 1', '2') }}
    where ranked.metric_rank = 1

),

told as (

    select
        {{ insight(
            id="'segment_step.' || scheme || '.' || segment || '.' || better_segment",
            scheme='scheme', segment='segment', subject='better_segment',
            sentence="segment_name || ' (' || " ~ scheme_in_words('scheme')
                ~ " || '): the next better segment of ' || "
                ~ counted('customers_of_step', 'customer') ~ " || ' is ' || better_segment_name
                || case customers_of_step when 1 then '; the' else '; the most frequent' end
                || ' first step is ' || "
                ~ step_in_words('gap_metric', 'median_gap') ~ " || '.'",
            figure='customers_of_step', unit="'customers'",
            other_figure='median_gap', other_unit='gap_metric',
            mart='fct_customer_segments',
        ) }}
    from halved

)

select * from told
