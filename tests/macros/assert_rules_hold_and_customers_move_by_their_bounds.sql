{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set tested = ['orders', 'recency_days'] %}
{%- set metrics = dict() %}
{%- for metric in rule_metrics() %}
{%- do metrics.update({metric.name: metric}) %}
{%- endfor %}
{%- set families = [
    ('holds', 'described_as', 'rule_compared'),
    ('holds by improving', 'described_as', 'better_compared'),
    ('moved', 'metric', 'moved_compared'),
] %}

with

rule_cases as (

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
    ) as rule_cases (described_as, orders, orders_at_least, orders_below, expected)

),

rule_pairs as (

    select * from (
        values
        ('both hold', 5, 3, 7, 50, 30, 70, true),
        ('the first holds', 5, 3, 7, 29, 30, 70, false),
        ('the second holds', 7, 3, 7, 50, 30, 70, false),
        ('the first has no bound', null, null, null, 50, 30, 70, true),
        ('the second has no bound', 2, 3, 7, null, null, null, false)
    ) as rule_pairs (
        described_as, orders, orders_at_least, orders_below, units, units_at_least, units_below,
        expected
    )

),

-- a condition that is null holds for nobody
rule_compared as (

    select
        customers.described_as,
        case when {{ holds('customers', 'rules', ['orders']) }} then true else false end as actual,
        customers.expected
    from rule_cases as customers
    inner join rule_cases as rules
        on customers.described_as = rules.described_as
    union all
    select
        customers.described_as,
        case when {{ holds('customers', 'rules', ['orders', 'units']) }} then true else false end
            as actual,
        customers.expected
    from rule_pairs as customers
    inner join rule_pairs as rules
        on customers.described_as = rules.described_as

),

better_cases as (

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
    ) as better_cases (
        described_as, orders, orders_at_least, orders_below, recency_days, recency_days_at_least,
        recency_days_below, expected
    )

),

-- a rule of the project has every metric
better_complete as (

    select
        {% for metric in rule_metrics() if metric.name not in tested -%}
        1 as {{ metric.name }},
        cast(null as integer) as {{ metric.name }}_at_least,
        cast(null as integer) as {{ metric.name }}_below,
        {% endfor -%}
        *
    from better_cases

),

-- a condition that is null holds for nobody
better_compared as (

    select
        customers.described_as,
        case when {{ holds('customers', 'rules', by_improving=true) }} then true else false end
            as actual,
        customers.expected
    from better_complete as customers
    inner join better_complete as rules
        on customers.described_as = rules.described_as

),

-- more orders are better, in whole ones
ordered as (

    select * from (
        values
        (1, 4, null, 4),
        (1, 2.5, null, 3),
        (3, 2.5, null, 3),
        (4, 4, null, 4),
        (9, 4, null, 9),
        (5, null, 3, 5),
        (5, null, null, 5),
        (null, 4, null, null)
    ) as ordered (orders, orders_at_least, orders_below, expected)

),

-- more revenue is better, in whole cents
spent as (

    select * from (
        values
        (100, 450.5, null, 450.5),
        (-10, 0, null, 0),
        (450.5, 450.5, null, 450.5),
        (900, 450.5, 800, 900),
        (100, 450.505, null, 450.51),
        (100, 9999999999999999999999.0, null, 9999999999999999.99),
        (null, 450.5, null, null)
    ) as spent (revenue, revenue_at_least, revenue_below, expected)

),

-- fewer days are better, in whole ones
late as (

    select * from (
        values
        (90, null, 30, 29),
        (30, null, 30, 29),
        (29, null, 30, 29),
        (90, null, 29.5, 29),
        (90, null, -9999999999999999999999.0, -999999999999999999),
        (5, null, 30, 5),
        (5, 10, null, 5),
        (5, null, null, 5),
        (null, null, 30, null)
    ) as late (recency_days, recency_days_at_least, recency_days_below, expected)

),

-- a smaller share is better, by millionths
refunded as (

    select * from (
        values
        (0.5, null, 0.1, 0.099999),
        (0.1, null, 0.1, 0.099999),
        (0.05, null, 0.1, 0.05),
        (null, null, 0.1, null)
    ) as refunded (refund_share, refund_share_at_least, refund_share_below, expected)

),

-- a shorter gap is better, by hundredths of a day
spaced as (

    select * from (
        values
        (10, null, 7, 6.99),
        (10, null, 7.005, 7),
        (7.01, null, 7.015, 7.01)
    ) as spaced (
        days_between_orders, days_between_orders_at_least, days_between_orders_below, expected
    )

),

moved_compared as (

    select
        'orders' as metric,
        cast(
            {{ moved(metrics['orders'], 'ordered', 'ordered') }} as {{ type_of('bound') }}
        ) as actual,
        ordered.expected
    from ordered
    {%- if setting('amount_decimals') == 2 %}
    union all
    select
        'revenue' as metric,
        cast(
            {{ moved(metrics['revenue'], 'spent', 'spent') }} as {{ type_of('bound') }}
        ) as actual,
        spent.expected
    from spent
    {%- endif %}
    union all
    select
        'recency_days' as metric,
        cast(
            {{ moved(metrics['recency_days'], 'late', 'late') }} as {{ type_of('bound') }}
        ) as actual,
        late.expected
    from late
    union all
    select
        'refund_share' as metric,
        cast(
            {{ moved(metrics['refund_share'], 'refunded', 'refunded') }} as {{ type_of('bound') }}
        ) as actual,
        refunded.expected
    from refunded
    union all
    select
        'days_between_orders' as metric,
        cast(
            {{ moved(metrics['days_between_orders'], 'spaced', 'spaced') }}
            as {{ type_of('bound') }}
        ) as actual,
        spaced.expected
    from spaced

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
