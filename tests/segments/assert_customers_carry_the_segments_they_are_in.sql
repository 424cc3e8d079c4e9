-- the dimension looks at positions, the fact table at customers
with

dimension as (

    {% for scheme in schemes('shipped') -%}
    select
        '{{ scheme }}' as scheme,
        customer_id,
        {{ scheme }}_segment as segment
    from {{ ref('customer_segmentation', 'dim_customers') }}
    where {{ scheme }}_segment is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

segmented as (

    select
        scheme,
        customer_id,
        segment
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    where
        scheme in (
            {%- for scheme in schemes('shipped') %}
            '{{ scheme }}'{{ ',' if not loop.last }}
            {%- endfor %}
        )

)

select
    coalesce(dimension.scheme, segmented.scheme) as scheme,
    coalesce(dimension.customer_id, segmented.customer_id) as customer_id,
    dimension.segment as segment_of_the_dimension,
    segmented.segment
from dimension
full outer join segmented
    on
        dimension.scheme = segmented.scheme
        and dimension.customer_id = segmented.customer_id
where dimension.segment is distinct from segmented.segment
