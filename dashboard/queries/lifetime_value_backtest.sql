-- predicted from the orders of an earlier time, against what happened since
select *
from fct_lifetime_value_backtest
order by
    case group_kind when 'all' then 0 when 'frequency' then 1 else 2 end,
    group_kind
