-- with `incremental_lines` kept between builds: lines of changed keys are removed and made again
{{ config(**incremental_config(
    "changed_line_keys(ref('customer_segmentation', 'stg_segmentation__order_lines'), this)",
    by='key_hash',
)) }}

with

lines as {{ streamed() }}(

    select
        *,
        cast(ordered_at as date) as ordered_on,
        {{ line_key() }} as line_key,
        {{ hash_of([line_key()]) }} as key_hash,
        {% if setting('incremental_lines') -%}
        {{ line_fingerprint() }} as row_hash,
        {% endif -%}
        {{ rejection_reason() }} as reason
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }}
    {%- if is_incremental() %}
    where {{ hash_of([line_key()]) }} in (select key_hash from {{ changed_relation() }})
    {%- endif %}

),

-- few: the others need no counting. Another key with the same hash is only counted in vain
repeated as (

    select key_hash
    from lines
    group by key_hash
    having count(*) > 1

),

-- copies are looked for among usable lines only, so a broken copy never displaces a good one
numbered as (

    select
        lines.*,
        {{ deduplicate() }}
    from lines
    inner join repeated
        on lines.key_hash = repeated.key_hash
    union all
    select
        lines.*,
        {{ deduplicate(has_copies=false) }}
    from lines
    left join repeated
        on lines.key_hash = repeated.key_hash
    where repeated.key_hash is null

),

judged as (

    select
        *,
        coalesce(reason, copy_reason) as rejection_reason
    from numbered

),

checked as (

    select
        case
            when order_line_id is not null and line_number = 1 then order_line_id
            else line_key || '#' || cast(line_number as {{ dbt.type_string() }})
        end as order_line_id,
        order_id,
        customer_id,
        product_id,
        campaign_code,
        order_status,
        country,
        currency,
        rejection_reason,
        {% for column in inputs()['order_lines'].columns -%}
        case when rejection_reason is not null then {{ as_text('raw_' ~ column) }} end
            as raw_{{ column }},
        {% endfor -%}
        quantity,
        unit_price,
        line_amount,
        has_shared_key,
        differs_from_first and rejection_reason = 'duplicate_key' as is_other_version,
        {% if setting('incremental_lines') -%}
        key_hash,
        row_hash,
        {% endif -%}
        ordered_at,
        ordered_on
    from judged

)

select * from checked
