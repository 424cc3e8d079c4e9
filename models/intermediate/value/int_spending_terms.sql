with

summaries as (

    select
        fit,
        valued_days,
        value_of_days,
        count(*) as customers
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    where valued_days > 0
    group by fit, valued_days, value_of_days

),

unioned as (

    select
        fit,
        'gamma_gamma' as model,
        'customers' as part,
        valued_days as frequency,
        value_of_days as revenue,
        customers as weight
    from summaries
    union all
    -- what depends on the number of days alone
    select
        fit,
        'gamma_gamma' as model,
        'steps' as part,
        valued_days as frequency,
        0 as revenue,
        sum(customers) as weight
    from summaries
    group by fit, valued_days
    union all
    -- keeps a start in sight after it is done
    select
        fit,
        'gamma_gamma' as model,
        'none' as part,
        1 as frequency,
        0 as revenue,
        0 as weight
    from summaries
    group by fit

),

typed as (

    select
        fit,
        model,
        part,
        cast(frequency as {{ type_of('float') }}) as frequency,
        cast(revenue as {{ type_of('float') }}) as revenue,
        cast(weight as bigint) as weight
    from unioned

)

select * from typed
