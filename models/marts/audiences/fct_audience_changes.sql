-- a ledger, kept from build to build, whatever --full-refresh says: nothing else knows what was
-- published. The hook takes back what never was
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='append_new_columns',
    pre_hook='{{ customer_segmentation.forget_unpublished() }}',
) }}
with

members as (

    select * from {{ ref('customer_segmentation', 'fct_audience_members') }}

),

ledger as {{ planner_hint('streamed') }}(

    {% if is_incremental() -%}
    select * from {{ this }}
    {%- else -%}
    select
        audience,
        customer_id,
        audience_type,
        scheme,
        'entered' as change,
        segment as to_segment,
        cast(0 as bigint) as release_number
    from members
    where false
    {%- endif %}

),

-- 1 for who is in and 1 less for each time of entering, 1 more for each of leaving
weighed as (

    select
        audience,
        customer_id,
        audience_type,
        scheme,
        1 as weight
    from members
    union all
    select
        audience,
        customer_id,
        audience_type,
        scheme,
        case change when 'entered' then -1 else 1 end as weight
    from ledger

),

changed as (

    select
        audience,
        customer_id,
        audience_type,
        scheme,
        case when sum(weight) > 0 then 'entered' else 'left' end as change
    from weighed
    group by audience, customer_id, audience_type, scheme
    having sum(weight) <> 0

),

segments_before as (

    select
        scheme,
        customer_id,
        max(case change when 'entered' then to_segment end) as segment
    from ledger
    where audience_type = 'segment'
    group by scheme, customer_id, audience
    having sum(case change when 'entered' then 1 else -1 end) > 0

),

released as (

    select
        changed.audience,
        changed.customer_id,
        cast({{ text_literal(invocation_id) }} as {{ dbt.type_string() }}) as release_id,
        changed.audience_type,
        changed.scheme,
        changed.change,
        segments_before.segment as from_segment,
        segments_now.segment as to_segment,
        (select coalesce(max(ledger.release_number), 0) + 1 from ledger) as release_number,
        days.as_of_date as changed_on
    from changed
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as days
    left join segments_before
        on
            changed.scheme = segments_before.scheme
            and changed.customer_id = segments_before.customer_id
    left join {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments_now
        on
            changed.scheme = segments_now.scheme
            and changed.customer_id = segments_now.customer_id

)

select * from released
