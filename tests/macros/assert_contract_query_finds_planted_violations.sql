{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set to_segments = {
    'type': 'foreign_key',
    'to': 'dim_segments',
    'to_columns': ['scheme', 'segment'],
} -%}
{%- set cases = [
    ('broken', {'type': 'not_null'}, ['customers'], 'mart: customers is null in 2 rows.'),
    ('broken', {'type': 'primary_key'}, ['scheme', 'segment'],
        'mart: 1 keys (scheme, segment) are not unique.'),
    ('broken', {'type': 'primary_key'}, ['scheme'], 'mart: 2 keys (scheme) are not unique.'),
    ('broken', {'type': 'check', 'expression': "segment <> 'never'"}, [],
        "mart: 1 rows break the check segment <> 'never'."),
    ('broken', {'type': 'check', 'expression': 'customers >= 0'}, [],
        'mart: 1 rows break the check customers >= 0.'),
    ('broken', to_segments, ['scheme', 'segment'],
        'mart: 4 rows have a (scheme, segment) that dim_segments lacks.'),
    ('sound', {'type': 'not_null'}, ['customers'], none),
    ('sound', {'type': 'primary_key'}, ['scheme', 'segment'], none),
    ('sound', {'type': 'check', 'expression': 'customers >= 0'}, [], none),
    ('sound', to_segments, ['scheme', 'segment'], none),
] %}

with

-- a null refers to nothing and breaks no check
broken as (

    select * from (
        values
        ('no scheme', 'a', 0), ('no scheme', 'a', -1), ('no scheme', 'never', null),
        ('nor this', 'b', 1), ('nor this', null, null)
    ) as broken (scheme, segment, customers)

),

sound as (

    select
        scheme,
        segment,
        segment_rank as customers
    from {{ ref('customer_segmentation', 'dim_segments') }}

)
{%- if execute %},

compared as (
    {% for relation, constraint, columns, expected in cases %}
    select
        (
            select found.problem
            from ({{ _contract_query('mart', relation, constraint, columns) }}) as found
        ) as actual,
        {{ text_literal(expected) if expected else 'null' }} as expected
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

)

select * from compared
where actual is distinct from expected
{%- else %}

select null as actual
{%- endif %}
