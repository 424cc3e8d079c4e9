select
    period,
    verdict,
    reason,
    strength,
    peak_season,
    low_season,
    peak_index,
    low_index,
    observed_from,
    observed_to
from fct_seasonality
order by period
