-- the schemes of own rules are data, so this can't be checked with the other settings
{{ config(fail_calc=raised()) }}

with

schemes as (

    select scheme from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}
    group by scheme

),

chosen as (

    {% for scheme in schemes('chosen') -%}
    select {{ text_literal(scheme) }} as scheme
    {% if not loop.last %}union all{% endif %}
    {% else -%}
    select {{ text_literal('') }} as scheme
    from schemes
    where false
    {% endfor %}

)

select 'segmentation_schemes names ' || chosen.scheme || ', which has no segments.' as problem
from chosen
left join schemes
    on chosen.scheme = schemes.scheme
where
    schemes.scheme is null
    and chosen.scheme <> 'customer_group'
