{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- by hand: a quarter of the people with everything leave 3/4 to the coefficient
amounts as (

    select * from (
        values
        ('one', 5.00, 1, 0.000000),
        ('all equal', 5.00, 1, 0.000000),
        ('all equal', 5.00, 2, 0.000000),
        ('all equal', 5.00, 3, 0.000000),
        ('one has it all', 8.00, 1, 0.750000),
        ('one has it all', 0.00, 2, 0.750000),
        ('one has it all', 0.00, 3, 0.750000),
        ('one has it all', 0.00, 4, 0.750000),
        ('one, two, three', 3.00, 1, 0.222222),
        ('one, two, three', 2.00, 2, 0.222222),
        ('one, two, three', 1.00, 3, 0.222222),
        ('a debt', 4.00, 1, 1.500000),
        ('a debt', -2.00, 2, 1.500000),
        ('nothing', 0.00, 1, null),
        ('nothing', 0.00, 2, null),
        ('more debts', 1.00, 1, null),
        ('more debts', -3.00, 2, null)
    ) as amounts (described_as, amount, place, expected)

),

typed as (

    select
        described_as,
        cast(amount as decimal(18, 2)) as amount,
        place,
        cast(expected as decimal(18, 6)) as expected
    from amounts

),

compared as (

    select
        described_as,
        {{ gini('amount', 'place') }} as actual,
        max(expected) as expected
    from typed
    group by described_as

)

select * from compared
where actual is distinct from expected
