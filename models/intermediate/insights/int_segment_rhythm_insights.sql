with

customers as (

    select
        segments.scheme,
        segments.segment,
        segments.segment_name,
        segments.revenue,
        metrics.order_gap_variation,
        metrics.revenue_trend,
        metrics.lateness
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    inner join {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
        on segments.customer_id = metrics.customer_id

),

summed as (

    select
        scheme,
        segment,
        segment_name,
        segment_name || ' (' || {{ scheme_in_words('scheme') }} || ')' as segment_in_words,
        count(lateness) as with_rhythm,
        count(case when lateness > 1 then 1 end) as late,
        coalesce(sum(case when lateness > 1 then revenue end), 0) as late_revenue,
        count(order_gap_variation) as with_variation,
        sum(order_gap_variation) as variation,
        count(revenue_trend) as with_trend,
        sum(revenue_trend) as trend
    from customers
    group by scheme, segment, segment_name

),

-- shares and means of decimals, exact until they are rounded
averaged as (

    select
        *,
        {{ ratio('late', 'with_rhythm') }} as late_share,
        {{ ratio('variation', 'with_variation', 2) }} as mean_variation,
        {{ ratio('trend', 'with_trend', 2) }} as mean_trend
    from summed

),

told as (

    select
        {{ insight(
            id="'segment_late.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || case late
                when 0 then ': nobody with a rhythm is later than it.'
                else case late_share when 1 then ': everybody with a rhythm is later than it'
                else ': ' || " ~ in_percent('late_share')
                ~ " || ' of those with a rhythm are later than it' end
                || case when late_revenue > 0 then '; they stand for ' || "
                ~ amount_in_words('late_revenue') ~ " || ' of revenue' else '' end || '.' end",
            figure='late_share', unit="'share of customers with a rhythm'",
            other_figure='late_revenue', other_unit="'money'",
            mart='fct_customer_metrics',
        ) }}
    from averaged
    where with_rhythm > 0
    union all
    select
        {{ insight(
            id="'segment_regularity.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || ': the time between orders varies by ' || "
                ~ grouped_number('mean_variation', 2) ~ " || ' of its mean (1 is chance); revenue '
                || case when mean_trend > 0 then 'rises' when mean_trend < 0 then 'falls'
                else 'stays as it is' end || ', trend ' || "
                ~ grouped_number('mean_trend', 2) ~ " || ' (-1 to 1).'",
            figure='mean_variation', unit="'coefficient of variation'",
            other_figure='mean_trend', other_unit="'trend'",
            mart='fct_customer_metrics',
        ) }}
    from averaged
    where with_variation > 0

)

select * from told
