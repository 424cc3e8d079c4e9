-- who came and who left has not moved between segments; where nobody was there before, or nobody is
-- now, nothing can be stable
with

migrations as (

    select
        month,
        scheme,
        sum(case when is_new or is_lapsed then 0 else customers end) as customers_kept,
        sum(
            case
                when not is_new and not is_lapsed and from_segment <> to_segment then customers
                else 0
            end
        ) as customers_moved
    from {{ ref('customer_segmentation', 'fct_segment_migrations') }}
    group by month, scheme
    having
        count(case when not is_new then 1 end) > 0
        and count(case when not is_lapsed then 1 end) > 0

)

select
    coalesce(migrations.month, stability.month) as month,
    coalesce(migrations.scheme, stability.scheme) as scheme,
    migrations.customers_kept,
    migrations.customers_moved,
    stability.customers_kept as kept_told,
    stability.customers_moved as moved_told,
    stability.moved_share
from migrations
full join {{ ref('customer_segmentation', 'fct_segment_stability') }} as stability
    on
        migrations.month = stability.month
        and migrations.scheme = stability.scheme
where
    migrations.customers_kept is distinct from stability.customers_kept
    or migrations.customers_moved is distinct from stability.customers_moved
    or coalesce(abs(
        stability.moved_share * migrations.customers_kept - migrations.customers_moved
    ), 0) > 0.000001 * migrations.customers_kept
