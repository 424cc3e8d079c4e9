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
    insight_id
