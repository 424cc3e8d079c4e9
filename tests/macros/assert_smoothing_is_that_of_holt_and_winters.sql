{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#-
    HoltWinters(AirPassengers, seasonal = "mult") of R 4: where it starts after the first year, the
    rates that it finds, and the level, trend and seasons that it ends with
-#}
{%- set float = type_of('float') -%}
{%- set passengers = [
    115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199,
    199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196,
    236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259,
    229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
    318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305,
    336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
] -%}
{%- set start = [
    124.316919191919, 1.145687645687637, 0.88537782, 0.95670266, 1.0560479, 0.99999181, 0.91918031,
    1.08513403, 1.1795086, 1.17526021, 1.0739905, 0.93517392, 0.81465502, 0.91897722, 0,
] -%}
{%- set typed = {'passengers': [], 'start': []} -%}
{%- for name, numbers in [('passengers', passengers), ('start', start)] -%}
    {%- for number in numbers -%}
        {%- do typed[name].append('cast(' ~ number ~ ' as ' ~ float ~ ')') -%}
    {%- endfor -%}
{%- endfor -%}
{%- set four = dbt.array_construct(['cast(4 as ' ~ float ~ ')'], float) -%}
{%- set expected = [
    (1, 469.3232206), (2, 3.0215391), (3, 0.9464611), (4, 0.8829239), (5, 0.9717369),
    (6, 1.0304825), (7, 1.0476884), (8, 1.1805272), (9, 1.3590778), (10, 1.3331706),
] -%}
{%- set families = [
    ('smoothing_step', 'place', 'r_compared'),
    ('folded, array_item, array_part, ordered_array', 'described_as', 'arrays_compared'),
    ('t_quantile', 'degrees_of_freedom', 't_compared'),
    ('trend_weight', 'months', 'weights_compared'),
] %}

with

r_series as (

    select
        'smoothing_multiplicative' as method,
        cast(0.2755925 as {{ float }}) as alpha,
        cast(0.0326930 as {{ float }}) as beta,
        cast(0.8707292 as {{ float }}) as gamma,
        cast(1 as {{ float }}) as damping,
        {{ dbt.array_construct(typed.passengers, float) }} as revenues,
        {{ dbt.array_construct(typed.start, float) }} as start_state

),

r_smoothed as (

    select {{ smoothed('revenues', 'start_state') }} as state
    from r_series

),

r_expected as (

    {% for place, value in expected -%}
    select
        {{ place }} as place,
        cast({{ value }} as {{ float }}) as value
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

r_compared as (

    select
        r_expected.place,
        r_expected.value as expected,
        case
            when
                abs({{ array_item('r_smoothed.state', 'r_expected.place') }} - r_expected.value)
                < 0.0001
                then r_expected.value
            else {{ array_item('r_smoothed.state', 'r_expected.place') }}
        end as actual
    from r_smoothed
    cross join r_expected

),

unordered as (

    select * from (values (3, 30), (1, 10), (2, 20)) as unordered (place, number)

),

arrays as (

    select {{ ordered_array('cast(number as ' ~ float ~ ')', 'place') }} as numbers
    from unordered

),

-- each number is less half of what came before
arrays_compared as (

    {% for described_as, array, position, value in [
        ('the second', 'numbers', 2, 20),
        ('from the second on, the last', array_part('numbers', 2), 2, 30),
        ('the first two, the last', array_part('numbers', 1, 2), 2, 20),
        ('folded', folded(
            'numbers', four, dbt.array_construct(
                [array_item('value', 1) ~ ' - ' ~ array_item('state', 1) ~ ' / 2'], float
            )
        ), 1, 22),
        ('nothing folded', folded(
            array_part('numbers', 4), four, 'state'
        ), 1, 4),
    ] -%}
    select
        '{{ described_as }}' as described_as,
        cast({{ value }} as {{ float }}) as expected,
        {{ array_item(array, position) }} as actual
    from arrays
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

t_cases as (

    select * from (values (5.0, 1.4759), (6.0, 1.4398), (12.0, 1.3562)) as t_cases (
        degrees_of_freedom, expected
    )

),

t_compared as (

    select
        degrees_of_freedom,
        expected,
        case
            when abs({{ t_quantile(0.9, 'degrees_of_freedom') }} - expected) < 0.0005 then expected
        end as actual
    from t_cases

),

weights_compared as (

    {% for months, weight in [(1, 0.95), (2, 1.8525), (3, 2.709875)] -%}
    select
        {{ months }} as months,
        {{ weight }} as expected,
        {{ trend_weight(months) | round(9) }} as actual
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

{{ failed_cases(families) }}
