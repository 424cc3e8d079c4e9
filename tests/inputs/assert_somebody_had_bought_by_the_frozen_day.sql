-- bands that nobody is in would give everybody the lowest score
{{ config(fail_calc=raised()) }}

{%- set frozen_on = "cast('" ~ setting('history_frozen_on') ~ "' as date)"
    if setting('history_frozen_on') else 'as_of_date' -%}
with

frozen_days as (

    select
        as_of_date,
        first_line_on,
        {{ frozen_on }} as frozen_on,
        {{ window_start(frozen_on, 'first_line_on') }} as window_starts_on
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    where
        {{ 'true' if setting('history_thresholds') == 'frozen' else 'false' }}
        and {{ 'false' if uses_totals() else 'true' }}

),

purchases as (

    select
        min(order_days.ordered_on) as first_purchase_on,
        max(
            case
                when order_days.ordered_on <= frozen_days.frozen_on then order_days.ordered_on
            end
        ) as last_purchase_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    cross join frozen_days
    where order_days.is_purchase

)

select
    'segmentation_history_frozen_on is ' || cast(frozen_days.frozen_on as {{ dbt.type_string() }})
    || '; allowed: a day with purchases before it in the window, from '
    || cast(purchases.first_purchase_on as {{ dbt.type_string() }})
    || ' to ' || cast(frozen_days.as_of_date as {{ dbt.type_string() }}) || '.' as problem
from frozen_days
cross join purchases
where
    purchases.first_purchase_on <= frozen_days.as_of_date
    and (
        frozen_days.frozen_on > frozen_days.as_of_date
        or purchases.last_purchase_on is null
        or purchases.last_purchase_on < frozen_days.window_starts_on
    )
