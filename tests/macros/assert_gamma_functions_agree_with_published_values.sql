{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#-
    Abramowitz and Stegun, Handbook of Mathematical Functions, chapter 6: closed forms at 1/2, 1 and
    2, figures at the ends, and the recurrences that all three obey
-#}
{%- set cases = [
    ('0.5', '0.572364942924700', '-1.963510026021423', '4.934802200544679'),
    ('1', '0', '-0.577215664901533', '1.644934066848226'),
    ('2', '0', '0.422784335098467', '0.644934066848226'),
    ('0.01', '4.599479878042022', '-100.560885457869', '10001.621213528313'),
    ('100', '359.134205369575', '4.600161852738087', '0.010050166663334'),
] -%}

with

cases as (

    {% for x, log_gamma, digamma, trigamma in cases -%}
    select
        cast({{ x }} as {{ float_type() }}) as x,
        cast({{ log_gamma }} as {{ float_type() }}) as log_gamma,
        cast({{ digamma }} as {{ float_type() }}) as digamma,
        cast({{ trigamma }} as {{ float_type() }}) as trigamma
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

computed as (

    select
        x,
        {{ log_gamma('x') }} - log_gamma as log_gamma_error,
        {{ digamma('x') }} - digamma as digamma_error,
        {{ trigamma('x') }} - trigamma as trigamma_error,
        {{ log_gamma('(x + 1)') }} - ({{ log_gamma('x') }}) - ln(x) as log_gamma_step,
        {{ digamma('(x + 1)') }} - ({{ digamma('x') }}) - 1 / x as digamma_step,
        {{ trigamma('(x + 1)') }} - ({{ trigamma('x') }}) + 1 / (x * x) as trigamma_step
    from cases

),

wrong as (

    select *
    from computed
    where
        not abs(log_gamma_error) < 0.000000000001
        or not abs(digamma_error) < 0.00000000001
        or not abs(trigamma_error) < 0.00000000001
        or not abs(log_gamma_step) < 0.000000000001
        or not abs(digamma_step) < 0.00000000001
        or not abs(trigamma_step) < 0.00000000001

)

select * from wrong
