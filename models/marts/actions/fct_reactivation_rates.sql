{#- 95 % of a normal distribution lies within -#}
{%- set z = 1.959964 -%}
{%- set rate = 'cast(came_back as ' ~ type_of('float') ~ ') / customers' -%}
with

counted as (

    select
        rates.lateness_band,
        rates.value_band,
        cast(sum(rates.customers) as bigint) as customers,
        cast(sum(rates.came_back) as bigint) as came_back,
        cast(sum(case when rates.is_declining then rates.customers else 0 end) as bigint)
            as declining_customers,
        cast(sum(case when rates.is_declining then rates.came_back else 0 end) as bigint)
            as declining_came_back,
        as_of_dates.as_of_date
    from {{ ref('customer_segmentation', 'int_return_rates') }} as rates
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on rates.as_of_date = as_of_dates.as_of_date
    group by rates.lateness_band, rates.value_band, as_of_dates.as_of_date

),

-- Wilson's interval: also of few customers, and of none or all who came back
rated as (

    select
        lateness_band,
        value_band,
        {% for of, names in bands().items() -%}
        case {{ of }}_band
            {%- for name in names %}
            when '{{ name }}' then {{ loop.index }}
            {%- endfor %}
        end as {{ of }}_rank,
        {% endfor -%}
        customers,
        came_back,
        declining_customers,
        declining_came_back,
        {{ ratio('came_back', 'customers') }} as return_rate,
        {% for end, sign in {'low': '-', 'high': '+'}.items() -%}
        cast((
            {{ rate }} + {{ z * z / 2 }} / customers {{ sign }} {{ z }} * sqrt(
                {{ rate }} * (1 - {{ rate }}) / customers
                + {{ z * z / 4 }} / (cast(customers as {{ type_of('float') }}) * customers)
            )
        ) / (1 + {{ z * z }} / customers) as decimal(18, 6)) as return_rate_{{ end }},
        {% endfor -%}
        as_of_date
    from counted

)

select * from rated
