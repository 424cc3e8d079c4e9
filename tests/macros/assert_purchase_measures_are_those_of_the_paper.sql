{{ config(enabled=(project_name == 'customer_segmentation')) }}
-- by hand for r = 0.25, alpha = 4, a = 0.8, b = 2: who never came back, who did three times,
-- and the same two who could have left after the first purchase as well

{% set measures = [
    'log_age', 'log_recency', 'log_odds', 'age_part', 'recency_part', 'r_part', 'b_part',
    'b_before', 'a_of_both', 'b_of_both',
] -%}
with

points as (

    select
        cast(0.25 as {{ type_of('float') }}) as r,
        cast(4 as {{ type_of('float') }}) as alpha,
        cast(0.8 as {{ type_of('float') }}) as a,
        cast(2 as {{ type_of('float') }}) as b

),

terms as (

    select
        cast(frequency as {{ type_of('float') }}) as frequency,
        cast(chances as {{ type_of('float') }}) as chances,
        cast(recency as {{ type_of('float') }}) as recency,
        cast(age as {{ type_of('float') }}) as age
    from (
        values
        (0, 0, 0, 10),
        (3, 3, 20, 30),
        (0, 1, 0, 10),
        (3, 4, 20, 30)
    ) as terms (frequency, chances, recency, age)

),

expected as (

    select * from (
        values
        (
            0, 0, 2.639057329615, 1.386294361120, -600, 0.285714285714, 1, 1, 1, 1,
            0.285714285714, 0.714285714286
        ),
        (
            3, 3, 3.526360524616, 3.178053830348, -0.477441156062, 0.117647058824,
            0.166666666667, 0.076923076923, 0.4, 0.5, 0.137931034483, 0.344827586207
        ),
        (
            0, 1, 2.639057329615, 1.386294361120, -0.603099989750, 0.285714285714, 1, 1, 1, 1,
            0.285714285714, 0.714285714286
        ),
        (
            3, 4, 3.526360524616, 3.178053830348, -0.700584707377, 0.117647058824,
            0.166666666667, 0.076923076923, 0.4, 0.4, 0.137931034483, 0.344827586207
        )
    ) as expected (frequency, chances, {{ measures | join(', ') }})

),

measured as (

    select
        terms.frequency,
        terms.chances,
        {{ purchase_model().measures }}
    from terms
    cross join points

)

select measured.*
from measured
left join expected
    on
        measured.frequency = expected.frequency
        and measured.chances = expected.chances
where
    expected.frequency is null
    {%- for measure in measures %}
    or abs(measured.{{ measure }} - expected.{{ measure }}) > 0.000000001
    {%- endfor %}
