{{ config(enabled=(project_name == 'customer_segmentation')) }}

{% set tested = ['orders', 'recency_days'] -%}
with

cases as (

    select * from (
        values
        ('nothing is asked', 5, null, null, 5, null, null, true),
        ('more is asked', 1, 4, null, 5, null, null, true),
        ('more, with room above', 1, 4, 6, 5, null, null, true),
        ('there already', 5, 4, 6, 5, null, null, true),
        ('fewer orders are asked', 9, null, 6, 5, null, null, false),
        ('on the bound, fewer are asked', 6, null, 6, 5, null, null, false),
        ('fewer days are asked', 5, null, null, 90, null, 30, true),
        ('fewer days, with room below', 5, null, null, 90, 7, 30, true),
        ('more days are asked', 5, null, null, 5, 7, 30, false),
        ('on the bound of the days', 5, null, null, 7, 7, 30, true),
        ('more orders and more days', 1, 4, null, 5, 7, null, false),
        ('fewer orders and fewer days', 9, null, 6, 90, null, 30, false),
        ('orders are missing, not asked', null, null, null, 90, null, 30, true),
        ('orders are missing, more asked', null, 4, null, 5, null, null, false),
        ('orders are missing, fewer asked', null, null, 6, 5, null, null, false),
        ('days are missing, fewer asked', 5, null, null, null, null, 30, false),
        ('days are missing, more asked', 5, null, null, null, 7, null, false)
    ) as cases (
        described_as, orders, orders_at_least, orders_below, recency_days, recency_days_at_least,
        recency_days_below, expected
    )

),

-- a rule of the project has every metric
complete as (

    select
        {% for metric in rule_metrics() if metric.name not in tested -%}
        1 as {{ metric.name }},
        cast(null as integer) as {{ metric.name }}_at_least,
        cast(null as integer) as {{ metric.name }}_below,
        {% endfor -%}
        *
    from cases

),

-- a condition that is null holds for nobody
compared as (

    select
        customers.described_as,
        case when {{ can_improve_to('customers', 'rules') }} then true else false end as actual,
        customers.expected
    from complete as customers
    inner join complete as rules
        on customers.described_as = rules.described_as

)

select * from compared
where actual is distinct from expected
