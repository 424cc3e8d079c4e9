{%- set of_segment = ['scheme', 'segment'] -%}
with

customers as (

    select
        segments.*,
        better.segment_name as better_segment_name,
        metrics.order_gap_variation,
        metrics.revenue_trend,
        metrics.lateness
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    inner join {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
        on segments.customer_id = metrics.customer_id
    left join {{ ref('customer_segmentation', 'dim_segments') }} as better
        on
            segments.scheme = better.scheme
            and segments.better_segment = better.segment

),

-- shares and means of decimals, exact until they are rounded
rhythms as (

    select
        scheme,
        segment,
        segment_name,
        count(order_gap_variation) as with_variation,
        count(case when lateness > 1 then 1 end) as late,
        coalesce(sum(case when lateness > 1 then revenue end), 0) as late_revenue,
        {{ ratio('count(case when lateness > 1 then 1 end)', 'count(lateness)') }} as late_share,
        {{ ratio('sum(order_gap_variation)', 'count(order_gap_variation)', 2) }}
            as mean_variation,
        {{ ratio('sum(revenue_trend)', 'count(revenue_trend)', 2) }} as mean_trend
    from customers
    group by scheme, segment, segment_name

),

-- the lower median: an amount that a customer really lacks
steps as (

    select
        scheme,
        segment,
        segment_name,
        better_segment,
        better_segment_name,
        gap_metric,
        percentile_disc(0.5) within group (order by gap_amount) as median_gap,
        sum(count(*)) over (partition by scheme, segment, better_segment) as customers,
        row_number() over (
            partition by scheme, segment, better_segment order by count(*) desc, gap_metric asc
        ) as metric_rank
    from customers
    where better_segment_name is not null
    group by scheme, segment, segment_name, better_segment, better_segment_name, gap_metric

),

told as (

    select
        {{ insight(
            'segment_late', 'late_share', by=of_segment, other='late_revenue',
            variant="case when late = 0 then 'none'
                else case when late_share = 1 then 'all' else 'some' end
                || case when late_revenue > 0 then '' else '_loss' end end",
        ) }}
    from rhythms
    where late_share is not null
    union all
    select
        {{ insight(
            'segment_regularity', 'mean_variation', by=of_segment, other='mean_trend',
            what="case when mean_trend > 0 then 'rises' when mean_trend < 0 then 'falls'
                else 'stays as it is' end",
        ) }}
    from rhythms
    where with_variation > 0
    union all
    select
        {{ insight(
            'segment_step', 'customers', by=of_segment + ['better_segment'],
            subject='better_segment', what='better_segment_name', other='median_gap',
            other_unit='gap_metric', also=change_in_words('gap_metric', 'median_gap'),
            variant="case when customers = 1 then 'one' end",
        ) }}
    from steps
    -- the metric that comes first in most of their gaps stands for the step
    where metric_rank = 1

)

select * from told
