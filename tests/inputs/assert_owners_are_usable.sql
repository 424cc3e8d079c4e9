-- hours that can't be read are no zero: they would say wrongly who has time
{{ config(fail_calc=raised()) }}

with

-- one sentence an owner: the first problem
owners_judged as (

    select
        'segmentation_owners: ' || owner || case
            when hours_a_week is null
                then
                    ' has no readable hours_a_week'
                    || coalesce(' (' || raw_hours_a_week || ')', '') || '; allowed: a plain number.'
            when hours_a_week not between 0 and 168
                then ' has ' || raw_hours_a_week || ' hours_a_week; allowed: from 0 to 168.'
            when hourly_cost is null and raw_hourly_cost is not null
                then
                    ' has the unreadable hourly_cost ' || raw_hourly_cost
                    || '; allowed: a plain number.'
            when hourly_cost < 0
                then
                    ' has the negative hourly_cost ' || raw_hourly_cost
                    || '; allowed: 0 or more, or nothing.'
        end as problem
    from {{ ref('customer_segmentation', 'stg_segmentation__owners') }}

)

select {{ joined_text('problem', 'problem') }} as problem
from owners_judged
having count(problem) > 0
