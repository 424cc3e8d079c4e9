with

curve as (

    select * from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    where
        scheme = 'all'
        and gini is not null
        -- of a single customer everything is said by the total
        and all_customers > 1

),

told as (

    select
        {{ insight(
            id="'top_customers.' || cast(percentile as " ~ dbt.type_string() ~ ')',
            subject="'top ' || cast(percentile as " ~ dbt.type_string() ~ ") || ' %'",
            sentence="'The top ' || cast(percentile as " ~ dbt.type_string()
                ~ ") || ' % of the customers bring ' || " ~ in_percent('cumulative_revenue_share')
                ~ ' || ' ~ of_revenue('positive_revenue', 'all_revenue') ~ " || '.'",
            figure='cumulative_revenue_share', unit="'share of revenue'",
            other_figure='percentile', other_unit="'percent of customers'",
            mart='fct_revenue_concentration',
        ) }}
    from curve
    where
        percentile in (1, 5, 10, 20)
        -- of ten customers there is no top 1 %
        and percentile * all_customers >= 100
    union all
    select
        {{ insight(
            id="'half_of_revenue'",
            sentence=grouped_number('customers_for_half_of_revenue') ~ " || ' of '
                || " ~ counted('all_customers', 'customer')
                ~ " || case customers_for_half_of_revenue when 1 then ' makes' else ' make' end
                || ' at least half' || " ~ of_revenue('positive_revenue', 'all_revenue')
                ~ " || '.'",
            figure='customers_for_half_of_revenue', unit="'customers'",
            other_figure='all_customers', other_unit="'customers'",
            mart='fct_revenue_concentration',
        ) }}
    from curve
    where percentile = 100
    union all
    select
        {{ insight(
            id="'gini'",
            sentence="'Revenue is spread over the customers with a Gini coefficient of ' || "
                ~ grouped_number('gini', 2) ~ " || ' (0: all equal, 1: one has all).'",
            figure='gini', unit="'Gini coefficient'",
            mart='fct_revenue_concentration',
        ) }}
    from curve
    where percentile = 100
    union all
    select
        {{ insight(
            id="'largest_customer'", subject='largest_customer_id',
            sentence="'Losing the largest customer costs ' || "
                ~ amount_in_words('largest_customer_revenue') ~ " || ', ' || "
                ~ in_percent('largest_customer_share') ~ ' || '
                ~ of_revenue('positive_revenue', 'all_revenue') ~ " || '.'",
            figure='largest_customer_revenue', unit="'money'",
            other_figure='largest_customer_share', other_unit="'share of revenue'",
            mart='fct_revenue_concentration',
        ) }}
    from curve
    where percentile = 100
    union all
    select
        {{ insight(
            id="'largest_five'",
            sentence="'Losing the five largest customers costs ' || "
                ~ amount_in_words('largest_five_revenue') ~ " || ', ' || "
                ~ in_percent('largest_five_share') ~ ' || '
                ~ of_revenue('positive_revenue', 'all_revenue') ~ " || '.'",
            figure='largest_five_revenue', unit="'money'",
            other_figure='largest_five_share', other_unit="'share of revenue'",
            mart='fct_revenue_concentration',
        ) }}
    from curve
    where
        percentile = 100
        and all_customers > 5
        and largest_five_revenue > 0

)

select * from told
