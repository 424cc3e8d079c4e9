-- colour is the mean monetary value, not the number of customers
select
    recency_score,
    frequency_score,
    count(*) as customers,
    round(avg(monetary), 2) as mean_monetary,
    sum(monetary) as monetary
from fct_customer_rfm_scores
group by recency_score, frequency_score
order by recency_score, frequency_score
