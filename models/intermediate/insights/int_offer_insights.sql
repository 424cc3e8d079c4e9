{%- set customers_with_offers = "count(case when recommendation_rank = 1 then 1 end)" -%}
with
{% if is_part('offers') %}
pairs as (

    select
        *,
        row_number() over (
            order by lift desc, customers_with_both desc, product_line asc, other_product_line asc
        ) as lift_rank
    from {{ ref('customer_segmentation', 'fct_product_affinity') }}
    where scheme = 'all' and lift > 1 and product_line < other_product_line

),
{% endif %}
told as (
    {% if is_part('offers') %}
    select
        {{ insight(
            'strongest_pair', 'lift', subject="product_line || ' and ' || other_product_line",
            what='product_line', also='other_product_line', other='customers_with_both',
            variant="case when customers_with_both = 1 then 'one' end",
        ) }}
    from pairs
    where lift_rank = 1
    union all
    select
        {{ insight(
            'reorders', 'count(*)', by=['status'], subject='status',
            what="replace(status, '_', ' ')", other='sum(usual_order_value)',
            variant="case when count(*) = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_customer_reorders_due') }}
    group by status
    union all
    select
        {{ insight(
            'recommendations', customers_with_offers, other='count(*)',
            variant='case when ' ~ customers_with_offers ~ " = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}
    having count(*) > 0
    {% endif %}{% if is_part('sales') %}{{ 'union all' if is_part('offers') }}
    select
        {{ insight(
            'catalogue_sold', 'products_sold', other='products_in_catalogue',
            variant="case when products_sold = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_catalogue_coverage') }}
    where product_line = 'all' and products_in_catalogue > 0
    {% endif %}{% if is_part('campaigns') %}
    {{- 'union all' if is_part('offers') or is_part('sales') }}
    select
        {{ insight(
            'campaign', 'relative_lift', by=['campaign_id'], subject='campaign_name',
            low='relative_lift_low', high='relative_lift_high',
            what="case when relative_lift is null then verdict
                else replace(verdict, 'evidence', 'evidence of an effect') end",
            variant="case when relative_lift is null then 'no_control'
                when relative_lift_low is null or relative_lift_high is null
                then 'no_interval' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all'
    union all
    select
        {{ insight(
            'campaign_return', 'incremental_revenue', by=['campaign_id'], subject='campaign_name',
            low='incremental_revenue_low', high='incremental_revenue_high',
            other='return_on_investment',
            also="case when verdict in ('worked', 'hurt') then '.' else '; it may be chance.' end",
            variant="case when incremental_revenue < 0 then 'less' else 'more' end
                || case when return_on_investment < 0 then '_net_loss'
                when return_on_investment >= 0 then '' else '_no_cost' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all' and incremental_revenue is not null
    {%- endif %}

)

select * from told
