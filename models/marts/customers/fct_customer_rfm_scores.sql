with

scores as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

-- digits joined to a word: '543'; with ten buckets '10-4-3' would be ambiguous without the dashes
named as (

    select
        customer_id,
        {% set separator = "'-'" if setting('score_buckets') | int == 10 else "''" -%}
        cast(recency_score as {{ dbt.type_string() }}) || {{ separator }}
        || cast(frequency_score as {{ dbt.type_string() }}) || {{ separator }}
        || cast(monetary_score as {{ dbt.type_string() }}) as rfm_cell,
        cast(recency_days as integer) as recency_days,
        frequency,
        monetary,
        recency_score,
        frequency_score,
        monetary_score,
        frequency_monetary_score,
        rfm_total,
        as_of_date
    from scores

)

select * from named
