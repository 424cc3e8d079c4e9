with
{% if is_part('offers') %}
pairs as (

    select
        *,
        row_number() over (
            order by lift desc, customers_with_both desc, product_line asc, other_product_line asc
        ) as lift_rank
    from {{ ref('customer_segmentation', 'fct_product_affinity') }}
    where
        scheme = 'all'
        and lift > 1
        and product_line < other_product_line

),

reorders as (

    select
        status,
        count(*) as reorders,
        cast(sum(usual_order_value) as {{ type_of('money') }}) as usual_value
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
{% endif %}{% if is_part('sales') %}
coverage as (

    select * from {{ ref('customer_segmentation', 'fct_catalogue_coverage') }}
    where
        product_line = 'all'
        and products_in_catalogue > 0

),
{% endif %}
told as (
    {% if is_part('offers') %}
    select
        {{ insight(
            id="'strongest_pair'", subject="product_line || ' and ' || other_product_line",
            sentence="'Who buys ' || product_line || ' buys ' || other_product_line || ' '
                || " ~ grouped_number('lift', 2) ~ " || ' times as often as others do; '
                || " ~ counted('customers_with_both', 'customer buys both.', 'customers buy both.'),
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
            sentence=counted('reorders', 'expected reorder is ', 'expected reorders are ')
                ~ " || replace(status, '_', ' ') || ', usually worth ' || "
                ~ amount_in_words('usual_value') ~ " || '.'",
            figure='reorders', unit="'customers and product lines'",
            other_figure='usual_value', other_unit="'money'",
            mart='fct_customer_reorders_due',
        ) }}
    from reorders
    union all
    select
        {{ insight(
            id="'recommendations'",
            sentence=counted('customers', 'customer lacks', 'customers lack')
                ~ " || ' what similar ones buy: ' || " ~ counted('offers', 'offer.', 'offers.'),
            figure='customers', unit="'customers'",
            other_figure='offers', other_unit="'offers'",
            mart='fct_customer_product_recommendations',
        ) }}
    from offers
    {% endif %}{% if is_part('sales') %}{{ 'union all' if is_part('offers') }}
    select
        {{ insight(
            id="'catalogue_sold'",
            sentence="'Of ' || " ~ counted('products_in_catalogue', 'product')
                ~ " || ' in the catalogue, ' || "
                ~ counted('products_sold', 'has been sold.', 'have been sold.'),
            figure='products_sold', unit="'products'",
            other_figure='products_in_catalogue', other_unit="'products'",
            mart='fct_catalogue_coverage',
        ) }}
    from coverage{% endif %}

)

select * from told
