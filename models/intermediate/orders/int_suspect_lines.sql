{%- set columns = inputs()['order_lines'].columns -%}
{%- set order_lines = ref('customer_segmentation', 'stg_segmentation__order_lines') -%}
with

lines as (

    select
        *,
        cast(ordered_at as date) as ordered_on,
        {{ line_key() }} as line_key,
        {{ rejection_reason() }} as reason
    from {{ order_lines }}

),

-- a hash is shorter than a key: another key of the same hash is only looked at in vain
repeated as (

    select {{ hash_of([line_key()]) }} as key_hash
    from {{ order_lines }}
    group by {{ hash_of([line_key()]) }}
    having count(*) > 1

),

-- lines that are equal to the last letter are told apart too, the same way in every window
suspects as (

    select
        *,
        row_number() over (partition by line_key order by line_key) as copy_number
    from lines
    where
        reason is not null
        or {{ hash_of(['line_key']) }} in (select repeated.key_hash from repeated)

),

-- copies are looked for among usable lines only, so a broken copy never displaces a good one
numbered as (

    select
        *,
        {{ deduplicate() }}
    from suspects

),

judged as (

    select
        *,
        coalesce(reason, copy_reason) as rejection_reason
    from numbered

),

named as (

    select
        line_key,
        case
            when order_line_id is not null and line_number = 1 then order_line_id
            else line_key || '#' || cast(line_number as {{ dbt.type_string() }})
        end as order_line_id,
        {% for column in columns | reject('in', ['order_line_id', 'updated_at']) -%}
        {{ column }},
        {% endfor -%}
        rejection_reason,
        {% for column in columns -%}
        case when rejection_reason is not null then {{ as_text('raw_' ~ column) }} end
            as raw_{{ column }},
        {% endfor -%}
        has_shared_key,
        differs_from_first and rejection_reason = 'duplicate_key' as is_other_version,
        ordered_on
    from judged

)

select * from named
