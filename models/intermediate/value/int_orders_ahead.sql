{%- set growths = {
    'by_r': 'weight * stays * case when v < 0.0001 then 1 - v / 2 + v * v / 3 else log_v / v end',
    'by_alpha': 'weight * stays / (1 + v)',
    'by_a': 'weight_by_a * orders_kept',
    'by_b': 'weight_by_b * orders_kept',
} -%}
with

stepped as (

    select * from {{ ref('customer_segmentation', 'int_order_steps') }}

),

nodes as (

    select * from {{ ref('customer_segmentation', 'int_dropout_nodes') }}

),

reached as {{ planner_hint('kept_apart') }}(

    select
        stepped.*,
        nodes.weight,
        nodes.weight_by_a,
        nodes.weight_by_b,
        nodes.dropout * stepped.reach as v,
        ln(1 + nodes.dropout * stepped.reach) as log_v
    from stepped
    inner join nodes
        on
            stepped.fit = nodes.fit
            and stepped.frequency = nodes.frequency

),

stayed as {{ planner_hint('kept_apart') }}(

    select
        *,
        exp(-1 * least(shape * log_v, 600)) as stays
    from reached

),

kept as {{ planner_hint('kept_apart') }}(

    select
        *,
        {{ orders_kept('v', 'shape', 'stays') }} as orders_kept
    from stayed

),

-- orders by then of who has not left yet, as a share of what they would be if nobody ever left;
-- at the end of the horizon also by how much that grows with the logarithm of each parameter
summed as (

    select
        fit,
        frequency,
        age_days,
        ends_after,
        shape * reach as orders_of_all,
        r / shape as r_part,
        alpha_part,
        {% for name, term in growths.items() -%}
        cast(sum(
            case when is_last then cast({{ term }} as decimal(18, 15)) end
        ) as {{ type_of('float') }}) as {{ name }},
        {% endfor -%}
        cast(sum(cast(weight * orders_kept as decimal(18, 16))) as {{ type_of('float') }}) as share
    from kept
    group by fit, frequency, age_days, ends_after, shape, reach, r, alpha_part

),

scaled as (

    select
        fit,
        frequency,
        age_days,
        ends_after,
        orders_of_all * share as orders,
        r_part * by_r / share as growth_by_r,
        -1 * alpha_part * by_alpha / share as growth_by_alpha,
        by_a / share as growth_by_a,
        by_b / share as growth_by_b
    from summed

)

select * from scaled
