{#- which ids are mentioned where, and where they should be listed -#}
{%- set meetings = [
    ('customers_of_lines_are_listed', 'customer_id',
        'int_customers_seen', 'stg_segmentation__customers'),
    ('products_of_lines_are_listed', 'product_id',
        'int_order_lines', 'stg_segmentation__products'),
    ('members_of_campaigns_have_ordered', 'customer_id',
        'stg_segmentation__campaign_members', 'int_customers_seen'),
    ('actions_of_campaigns_are_in_the_playbook', 'action',
        'stg_segmentation__campaigns', 'stg_segmentation__segment_actions'),
    ('customers_of_actions_have_ordered', 'customer_id',
        'stg_segmentation__action_log', 'int_customers_seen'),
] -%}
{#- what is left of an id without what often differs -#}
{%- set whole = "regexp_replace(lower(replace(id, ' ', '')), '[.]0+$', '')" -%}
{%- set bare = 'regexp_replace(' ~ whole ~ ", '^0+', '')" -%}
with

{% for place in [2, 3] -%}
{{ 'mentioned' if place == 2 else 'listed' }} as (

    {% for meeting in meetings -%}
    select
        '{{ meeting[0] }}' as check_name,
        {{ meeting[1] }} as id
    from {{ ref('customer_segmentation', meeting[place]) }}
    where {{ meeting[1] }} is not null
    group by {{ meeting[1] }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
),

{% endfor -%}
compared as (

    select
        mentioned.check_name,
        mentioned.id,
        listed.id is null as is_orphan
    from mentioned
    left join listed
        on
            mentioned.check_name = listed.check_name
            and mentioned.id = listed.id

),

near as (

    select
        check_name,
        {{ bare }} as bare_id,
        min(id) as id
    from listed
    group by check_name, {{ bare }}

),

-- an id that all but meets one is the better example
explained as (

    select
        orphans.check_name,
        coalesce(
            min(orphans.id || ', there is ' || near.id || case
                when lower(orphans.id) = lower(near.id) then ': capital letters differ'
                else ': blanks, zeros in front or a .0 differ'
            end),
            min(orphans.id)
        ) as example
    from compared as orphans
    left join near
        on
            orphans.check_name = near.check_name
            and {{ bare | replace('(id,', '(orphans.id,') }} = near.bare_id
    where orphans.is_orphan
    group by orphans.check_name

),

met as (

    select
        compared.check_name,
        count(*) as rows_checked,
        count(case when compared.is_orphan then 1 end) as rows_failed,
        max(explained.example) as example
    from compared
    left join explained
        on compared.check_name = explained.check_name
    group by compared.check_name

)

select * from met
