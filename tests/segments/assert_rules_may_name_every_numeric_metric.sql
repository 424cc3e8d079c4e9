-- the list of metrics and the numeric columns of the two marts that publish them are the same
with

listed as (

    {{ rows_of(rule_metrics() | map(attribute='name') | list, 'metric') }}

),

published as (

    {{ rows_of(published_metrics(), 'metric') }}

)

select
    listed.metric as listed_metric,
    published.metric as published_metric
from listed
full outer join published
    on listed.metric = published.metric
where
    listed.metric is null
    or published.metric is null
