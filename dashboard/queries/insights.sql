-- the statements, topics in the order of a report, and in each topic first what leads it; those
-- about segments belong to one scheme
with

insights as (

    select
        insight_id,
        topic,
        scheme,
        segment,
        sentence,
        source_mart,
        figure,
        split_part(insight_id, '.', 1) as kind
    from fct_insights

)

select
    insights.insight_id,
    insights.topic,
    insights.scheme,
    insights.sentence,
    insights.source_mart
from insights
left join dim_segments as segments
    on
        insights.scheme = segments.scheme
        and insights.segment = segments.segment
order by
    list_position(
        [
            'total', 'month', 'season', 'quarter', 'dimension', 'concentration', 'campaign',
            'offer', 'segment', 'segment_rhythm', 'segment_step', 'action_group'
        ],
        insights.topic
    ) asc nulls last,
    insights.topic asc,
    list_position(
        [
            'total_revenue', 'total_orders', 'latest_month', 'year_on_year', 'peak_season', 'top',
            'top_ten', 'top_customers', 'half_of_revenue', 'campaign', 'reorders',
            'segment_share', 'segment_late'
        ],
        insights.kind
    ) asc nulls last,
    insights.kind asc,
    segments.segment_rank asc,
    -- of like statements the one with most of it, and of the two seasons the year's
    case when insights.topic <> 'season' then insights.figure end desc nulls last,
    insights.insight_id desc
