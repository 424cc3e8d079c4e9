select
    period,
    verdict,
    reason,
    strength,
    form,
    cycles,
    peak_season,
    low_season,
    peak_index,
    low_index,
    peak_cycles_above,
    observed_from,
    observed_to
from fct_seasonality
order by period
