{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#-
    the score, its buckets, whether equals are told apart by customer_id; and of customers a, b, …
    the values and the scores. Who has most is worst in a case called turned
-#}
{%- set cases = {
    'rank, equals straddle an edge': [
        _rank_score, 5, false,
        [10, 20, 30, 40, 40, 40, 70, 80, 90, 100], [1, 1, 2, 2, 2, 2, 4, 4, 5, 5],
    ],
    'rank, all equal': [_rank_score, 5, false, [7, 7, 7], [1, 1, 1]],
    'rank, fewer customers than buckets': [_rank_score, 5, false, [-5, 0, 5], [1, 2, 4]],
    'rank, one customer': [_rank_score, 5, false, [7], [1]],
    'rank, told apart': [_rank_score, 3, true, [7, 7, 7, 7, 6, 8], [1, 2, 2, 3, 1, 3]],
    'rank, turned': [_rank_score, 3, false, [-5, 0, 5], [3, 2, 1]],
    'quantile, cut at 28, 46, 64 and 82': [
        _quantile_score, 5, false,
        [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
    ],
    'quantile, cut on the values 2, 4, 6 and 8': [
        _quantile_score, 5, false,
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
    ],
    'quantile, cut at 1, 1, 1 and 2': [
        _quantile_score, 5, false, [1, 1, 1, 1, 2, 3], [1, 1, 1, 1, 4, 5],
    ],
    'quantile, all equal': [_quantile_score, 5, false, [7, 7, 7], [1, 1, 1]],
    'quantile, fewer customers than buckets': [_quantile_score, 5, false, [-5, 0, 5], [1, 3, 5]],
    'quantile, one customer': [_quantile_score, 5, false, [7], [1]],
    'quantile, told apart': [_quantile_score, 5, true, [7, 7, 7, 7, 6, 8], [1, 2, 3, 4, 1, 5]],
    'quantile, turned': [_quantile_score, 3, false, [-5, 0, 5], [3, 2, 1]],
    'ntile, of 3, 2 and 2': [_ntile_score, 3, true, [7, 7, 7, 7, 6, 8, 9], [1, 1, 2, 2, 1, 3, 3]],
    'ntile, turned': [_ntile_score, 3, true, [7, 7, 7, 7, 6, 8, 9], [1, 2, 2, 3, 3, 1, 1]],
    'ntile, all equal': [_ntile_score, 5, true, [0, 0, 0, 0], [1, 2, 3, 4]],
    'ntile, one customer': [_ntile_score, 10, true, [7], [1]],
} -%}
{%- set families = [('_score', "concat_ws(': ', described_as, customer_id, input)", 'scored')] -%}
{%- set row = "('%s', '%s', %s, %s)" -%}
{%- set ids = 'abcdefghijk' -%}
{%- set rows = [] -%}
{%- for case, (score, buckets, is_broken, inputs, expected) in cases.items() -%}
{%- for input in inputs -%}
{%- do rows.append(row | format(case, ids[loop.index0], input, expected[loop.index0])) -%}
{%- endfor -%}
{%- endfor %}
with

known as (

    select * from (
        values {{ rows | join(', ') }}
    ) as known (described_as, customer_id, input, expected)

),

{% for metric in ['recency', 'frequency'] -%}
{{ metric }}_values as (

    select
        described_as,
        input as value,
        {{ value_counts(metric, 'input', 'described_as') }}
    from known
    where described_as {{ '' if metric == 'recency' else 'not ' }}like '%, turned'
    group by described_as, input

),

{% endfor -%}
counted as (

    select * from recency_values
    union all
    select * from frequency_values

),

scored as (

    select
        known.described_as,
        known.customer_id,
        known.input,
        case known.described_as
            {%- for case, (score, buckets, is_broken, inputs, expected) in cases.items() %}
            {%- set broken = _equal_customers_before('known.input', 'known.described_as') %}
            when '{{ case }}'
                then {{ score(
                    'counted.customers_before' ~ (' + ' ~ broken if is_broken else ''),
                    'counted.customers', buckets
                ) }}
            {%- endfor %}
        end as actual,
        known.expected
    from known
    inner join counted
        on
            known.described_as = counted.described_as
            and known.input = counted.value

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
