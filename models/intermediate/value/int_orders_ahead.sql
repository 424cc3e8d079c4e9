{%- set growths = {
    'r': 'weight * stays * case when v < 0.0001 then 1 - v / 2 + v * v / 3 else ln(1 + v) / v end',
    'alpha': 'weight * stays / (1 + v)',
    'a': 'weight_by_a * kept',
    'b': 'weight_by_b * kept',
} -%}
{%- set factors = {'r': 'r / shape', 'alpha': '-1 * (alpha / passed)', 'a': '1', 'b': '1'} -%}
{%- set share = 'cast(sum(cast(weight * kept as decimal(18, 16))) as ' ~ type_of('float') ~ ')' -%}
with

patterns as (

    select
        fit,
        frequency,
        age_days
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    group by fit, frequency, age_days

),

numbers as (

    {{ whole_numbers(3) }}

),

-- steps of 30 days; the last is as long as is left
stepped as {{ planner_hint('kept_apart') }}(

    select
        patterns.*,
        fits.r,
        fits.r + patterns.frequency as shape,
        fits.alpha,
        fits.alpha + patterns.age_days as passed,
        least((numbers.number + 1) * 30, dates.horizon_days) as ends_after,
        (numbers.number + 1) * 30 >= dates.horizon_days as is_last
    from patterns
    inner join {{ ref('customer_segmentation', 'int_fits_chosen') }} as fits
        on patterns.fit = fits.fit
    inner join {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
        on patterns.fit = dates.fit
    inner join numbers
        on numbers.number * 30 < dates.horizon_days
    where
        fits.is_chosen
        and fits.reason_not_fitted is null

),

-- where nobody leaves there are no nodes
reached as {{ planner_hint('kept_apart') }}(

    select
        stepped.*,
        coalesce(nodes.weight, 1) as weight,
        coalesce(nodes.weight_by_a, 0) as weight_by_a,
        coalesce(nodes.weight_by_b, 0) as weight_by_b,
        coalesce(nodes.dropout, 0) * (stepped.ends_after / stepped.passed) as v
    from stepped
    left join {{ ref('customer_segmentation', 'int_dropout_nodes') }} as nodes
        on
            stepped.fit = nodes.fit
            and stepped.frequency = nodes.frequency

),

stayed as {{ planner_hint('kept_apart') }}(

    select
        *,
        exp(-1 * least(shape * ln(1 + v), 600)) as stays
    from reached

),

-- the share that is left of the orders of who never leaves: (1 - (1 + v) ^ -shape) / (shape v);
-- near zero the series, since the difference of two numbers near one has few digits left
lessened as {{ planner_hint('kept_apart') }}(

    select
        *,
        case
            when v * (shape + 2) < 0.0001
                then
                    1 - (shape + 1) * v / 2
                    * (1 - (shape + 2) * v / 3 * (1 - (shape + 3) * v / 4))
            else (1 - stays) / (shape * v)
        end as kept
    from stayed

),

-- at the end of the horizon also by how much that grows with the logarithm of each parameter
summed as (

    select
        fit,
        frequency,
        age_days,
        ends_after,
        {% for parameter, growth in growths.items() -%}
        {{ factors[parameter] }} * cast(sum(
            case when is_last then cast({{ growth }} as decimal(18, 15)) end
        ) as {{ type_of('float') }}) / {{ share }} as growth_by_{{ parameter }},
        {% endfor -%}
        shape * (ends_after / passed) * {{ share }} as orders
    from lessened
    group by fit, frequency, age_days, ends_after, shape, passed, r, alpha

)

select * from summed
