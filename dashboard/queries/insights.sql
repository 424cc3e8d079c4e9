-- the statements, topics in the order of a report; those about segments belong to one scheme
select
    insight_id, topic, scheme, sentence, source_mart
from fct_insights
order by
    list_position(
        [
            'total', 'month', 'season', 'dimension', 'concentration', 'campaign', 'offer',
            'segment', 'segment_rhythm', 'segment_step', 'action_group'
        ], topic
    ),
    topic,
    scheme,
    case
        when insight_id like 'top%' or insight_id like 'peak%' or insight_id like 'half%' then 0
        when insight_id like 'bottom%' or insight_id like 'worst%' then 2
        when insight_id like 'lines%' then 2
        else 1
    end,
    insight_id
