-- the schemes of own rules are data, so this can't be checked with the other settings
{{ config(fail_calc=raised()) }}

with

schemes as (

    select scheme from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}
    group by scheme

),

chosen as (
    {% if setting('schemes') == 'all' %}
    select scheme from schemes
    {%- else %}
        {%- for scheme in setting('schemes') %}
    select {{ text_literal(scheme | lower | trim) }} as scheme
            {%- if not loop.last %}
    union all
            {%- endif %}
        {%- endfor %}
    {%- endif %}

)

select 'segmentation_schemes names ' || chosen.scheme || ', which has no segments.' as problem
from chosen
left join schemes
    on chosen.scheme = schemes.scheme
where schemes.scheme is null
