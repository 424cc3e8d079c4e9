-- a score without bounds, or with bounds in the wrong order, would be no score at all
{{ config(fail_calc=raised()) }}

{%- set metrics = ['recency', 'frequency', 'monetary'] -%}
{%- set buckets = setting('score_buckets') %}
with

bounds as (

    select
        *,
        lag(score) over (partition by metric order by score) as previous_score,
        lag(at_least) over (partition by metric order by score) as previous_at_least,
        lag(at_least_text) over (partition by metric order by score) as previous_text
    from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}

),

wanted as (
    {% for metric in fixed_metrics() -%}
    {%- set outer = loop -%}
    {%- for score in range(1, buckets + 1) %}
    select
        '{{ metric }}' as metric,
        {{ score }} as score
    {%- if not (outer.last and loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- else %}
    select
        metric,
        score
    from bounds
    where false
    {%- endfor %}

),

missing as (

    select
        wanted.metric,
        count(*) as scores,
        min(wanted.score) as score
    from wanted
    left join bounds
        on
            wanted.metric = bounds.metric
            and wanted.score = bounds.score
    where bounds.metric is null
    group by wanted.metric

),

sentences as (

    select
        'segmentation_score_method is fixed for ' || metric
        || ', and segmentation_score_bounds has no bound for '
        || case
            when scores = {{ buckets }} then 'it'
            else 'its score ' || cast(score as {{ dbt.type_string() }})
        end
        || '; allowed: one for each score from 1 to {{ buckets }}'
        || case
            when metric = 'monetary' and scores = {{ buckets }}
                then ', in your own currency: none can be shipped for money.'
            else '.'
        end as problem
    from missing
    union all
    select
        'segmentation_score_bounds: ' || coalesce(metric, '?') || ', score '
        || coalesce(score_text, '?') || case
            when score is null or score not between 1 and {{ buckets }}
                then ' is no score; allowed: a whole number from 1 to {{ buckets }}.'
            when at_least is null or abs(at_least) >= 1000000000000
                then
                    ' has the unreadable bound ' || coalesce(at_least_text, '(nothing)')
                    || '; allowed: a plain decimal below 1000000000000.'
            when score = previous_score then ' has more than one bound; allowed: one.'
            when metric = 'recency' and at_least >= previous_at_least
                then
                    ' has at least ' || at_least_text || ' days, not fewer than the '
                    || previous_text || ' of the lower score; fewer days have the higher score.'
            when metric <> 'recency' and at_least <= previous_at_least
                then
                    ' has at least ' || at_least_text || ', not more than the '
                    || previous_text || ' of the lower score.'
        end as problem
    from bounds
    where metric in (select wanted.metric from wanted)
    union all
    select
        'segmentation_score_bounds names the unknown metric ' || coalesce(metric, '(nothing)')
        || '; allowed: {{ metrics | join(", ") }}.' as problem
    from bounds
    where coalesce(metric, '') not in ('{{ metrics | join("', '") }}')

)

select problem
from sentences
where problem is not null
order by problem
