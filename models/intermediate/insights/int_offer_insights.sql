{%- set places = setting('amount_decimals') -%}
with

pairs as (

    select
        *,
        row_number() over (
            order by lift desc, customers_with_both desc, product_line asc, other_product_line asc
        ) as lift_rank
    from {{ ref('customer_segmentation', 'fct_product_affinity') }}
    where
        scheme = 'all'
        and product_line < other_product_line

),

reorders as (

    select
        status,
        count(*) as reorders,
        cast(sum(usual_order_value) as {{ money_type() }}) as usual_value
    from {{ ref('customer_segmentation', 'fct_customer_reorders_due') }}
    group by status

),

offers as (

    select
        count(*) as offers,
        count(case when recommendation_rank = 1 then 1 end) as customers
    from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}
    having count(*) > 0

),

coverage as (

    select * from {{ ref('customer_segmentation', 'fct_catalogue_coverage') }}
    where
        product_line = 'all'
        and products_in_catalogue > 0

),

told as (

    select
        {{ insight(
            id="'strongest_pair'", subject="product_line || ' and ' || other_product_line",
            sentence="'Who buys ' || product_line || ' buys ' || other_product_line || ' '
                || " ~ grouped_number('lift', 2) ~ " || ' times as often as others do; '
                || " ~ grouped_number('customers_with_both') ~ " || ' customers buy both.'",
            figure='lift', unit="'lift'",
            other_figure='customers_with_both', other_unit="'customers'",
            mart='fct_product_affinity',
        ) }}
    from pairs
    where lift_rank = 1
    union all
    select
        {{ insight(
            id="'reorders.' || status", subject='status',
            sentence=grouped_number('reorders') ~ " || ' expected orders of a customer and product '
                || 'line are ' || replace(status, '_', ' ') || ', usually worth '
                || " ~ grouped_number('usual_value', places) ~ " || ' in all.'",
            figure='reorders', unit="'customers and product lines'",
            other_figure='usual_value', other_unit="'money'",
            mart='fct_customer_reorders_due',
        ) }}
    from reorders
    union all
    select
        {{ insight(
            id="'recommendations'",
            sentence=grouped_number('customers') ~ " || ' customers do not buy yet what similar'
                || ' customers do: ' || " ~ grouped_number('offers') ~ " || ' offers to make.'",
            figure='customers', unit="'customers'",
            other_figure='offers', other_unit="'offers'",
            mart='fct_customer_product_recommendations',
        ) }}
    from offers
    union all
    select
        {{ insight(
            id="'catalogue_sold'",
            sentence=grouped_number('products_sold') ~ " || ' of ' || "
                ~ grouped_number('products_in_catalogue')
                ~ " || ' products of the catalogue have been sold.'",
            figure='products_sold', unit="'products'",
            other_figure='products_in_catalogue', other_unit="'products'",
            mart='fct_catalogue_coverage',
        ) }}
    from coverage

)

select * from told
