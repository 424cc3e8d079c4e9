-- predicted from the orders of an earlier time, against what happened since, and against the
-- simplest forecast: what came in the year before, once more
select
    group_kind,
    group_name,
    reason,
    customers,
    predicted_orders,
    actual_orders,
    predicted_revenue,
    actual_revenue,
    predicted_error,
    predicted_miss_per_customer,
    repeated_error,
    repeated_miss_per_customer,
    holdout_days,
    calibration_ends_on
from fct_lifetime_value_backtest
order by
    case group_kind when 'all' then 0 when 'frequency' then 1 else 2 end,
    -- '3-4' comes before '10+'
    case
        when group_kind = 'frequency'
            then try_cast(regexp_extract(group_name, '[0-9]+') as integer)
    end,
    group_name
