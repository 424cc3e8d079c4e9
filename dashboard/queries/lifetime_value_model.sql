select
    model,
    max(is_converged) as is_converged,
    max(is_chosen) as is_chosen,
    max(reason_not_fitted) as reason_not_fitted
from fct_lifetime_value_model
group by model
order by model
