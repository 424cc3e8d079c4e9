with

summaries as (

    select
        fit,
        frequency,
        recency_days,
        age_days,
        count(*) as customers
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    group by fit, frequency, recency_days, age_days

),

frequencies as (

    select
        fit,
        frequency,
        sum(customers) as customers
    from summaries
    group by fit, frequency

),

numbers as (

    {{ whole_numbers(5) }}

),

unioned as (

    select
        fit,
        'customers' as part,
        frequency,
        recency_days as recency,
        age_days as age,
        customers as weight
    from summaries
    union all
    -- Gamma(r + x) / Gamma(r) is the product of r + j for all j below x
    select
        frequencies.fit,
        'steps' as part,
        numbers.number as frequency,
        0 as recency,
        0 as age,
        sum(frequencies.customers) as weight
    from frequencies
    inner join numbers
        on frequencies.frequency > numbers.number
    group by frequencies.fit, numbers.number
    union all
    -- keeps a start in sight after it is done
    select
        fit,
        'none' as part,
        0 as frequency,
        0 as recency,
        0 as age,
        0 as weight
    from frequencies
    group by fit

),

typed as (

    select
        fit,
        part,
        cast(frequency as {{ float_type() }}) as frequency,
        cast(recency as {{ float_type() }}) as recency,
        cast(age as {{ float_type() }}) as age,
        cast(weight as bigint) as weight
    from unioned

)

select * from typed
