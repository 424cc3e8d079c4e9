{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('inside', 5, 3, 7, true),
        ('on the lower bound', 3, 3, 7, true),
        ('below the lower bound', 2, 3, 7, false),
        ('on the upper bound', 7, 3, 7, false),
        ('above the upper bound', 8, 3, 7, false),
        ('no lower bound', -100, null, 7, true),
        ('no lower bound, too much', 7, null, 7, false),
        ('no upper bound', 100, 3, null, true),
        ('no upper bound, too little', 2, 3, null, false),
        ('no bound', 5, null, null, true),
        ('no value', null, 3, 7, false),
        ('no value, lower bound', null, 3, null, false),
        ('no value, upper bound', null, null, 7, false),
        ('no value, no bound', null, null, null, true)
    ) as cases (described_as, orders, orders_at_least, orders_below, expected)

),

pairs as (

    select * from (
        values
        ('both hold', 5, 3, 7, 50, 30, 70, true),
        ('the first holds', 5, 3, 7, 29, 30, 70, false),
        ('the second holds', 7, 3, 7, 50, 30, 70, false),
        ('the first has no bound', null, null, null, 50, 30, 70, true),
        ('the second has no bound', 2, 3, 7, null, null, null, false)
    ) as pairs (
        described_as, orders, orders_at_least, orders_below, units, units_at_least, units_below,
        expected
    )

),

-- a condition that is null holds for nobody
compared as (

    select
        customers.described_as,
        case when {{ holds('customers', 'rules', ['orders']) }} then true else false end as actual,
        customers.expected
    from cases as customers
    inner join cases as rules
        on customers.described_as = rules.described_as
    union all
    select
        customers.described_as,
        case when {{ holds('customers', 'rules', ['orders', 'units']) }} then true else false end
            as actual,
        customers.expected
    from pairs as customers
    inner join pairs as rules
        on customers.described_as = rules.described_as

)

select * from compared
where actual is distinct from expected
