with

scores as (
    {% for score in range(1, 11) %}
    select {{ score }} as score
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- up to ten buckets, whatever the setting: a rule that only finer scores reach is not dead
cells as (

    select
        recency.score as recency_score,
        frequency.score as frequency_score,
        monetary.score as monetary_score,
        {{ frequency_monetary_score('frequency.score', 'monetary.score') }}
            as frequency_monetary_score,
        recency.score + frequency.score + monetary.score as rfm_total,
        greatest(recency.score, frequency.score, monetary.score)
        <= {{ setting('score_buckets') }} as is_in_use,
        'recency ' || cast(recency.score as {{ dbt.type_string() }})
        || ', frequency ' || cast(frequency.score as {{ dbt.type_string() }})
        || ', monetary ' || cast(monetary.score as {{ dbt.type_string() }}) as cell_name
    from scores as recency
    cross join scores as frequency
    cross join scores as monetary

)

select * from cells
