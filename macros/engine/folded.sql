{#
    an array of floating-point numbers worked through from the first to the last. `step` is what
    becomes of the array `state` with the next number, which is the one item of the array `value`
#}
{% macro folded(numbers, start, step) -%}
    {{ return(adapter.dispatch('folded', 'customer_segmentation')(numbers, start, step)) }}
{%- endmacro %}

{# what is folded and what comes of it have one type there: hence an array of one #}
{% macro default__folded(numbers, start, step) -%}
    list_reduce(
        list_transform({{ numbers }}, lambda number: [number]),
        lambda state, value: {{ step }},
        {{ start }}
    )
{%- endmacro %}

{# no function takes a function there, but a query may stand where a value does #}
{% macro postgres__folded(numbers, start, step) -%}
    (
        with recursive steps (folded_numbers, state) as (
            select 0, {{ start }}
            union all
            select folded_numbers + 1, {{ step }}
            from (
                select
                    steps.folded_numbers,
                    steps.state,
                    array[({{ numbers }})[steps.folded_numbers + 1]] as value
                from steps
                where steps.folded_numbers < cardinality({{ numbers }})
            ) as next_steps
        )

        select state from steps order by folded_numbers desc limit 1
    )
{%- endmacro %}

{% macro spark__folded(numbers, start, step) -%}
    aggregate(
        transform({{ numbers }}, number -> array(number)),
        {{ start }},
        (state, value) -> {{ step }}
    )
{%- endmacro %}
