{{ config(enabled=(project_name == 'customer_segmentation')) }}
-- the list of metrics and the numeric columns of the two marts that publish them are the same
{%- set published = [] -%}
{%- for mart in ['fct_customer_metrics', 'fct_customer_rfm_scores'] if execute -%}
{%- for column in graph.nodes['model.customer_segmentation.' ~ mart].columns.values()
    if modules.re.match('integer|bigint|decimal', column.data_type) -%}
{%- do published.append(column.name) -%}
{%- endfor -%}
{%- endfor %}

with

listed as (

    {% for metric in rule_metrics() -%}
    select '{{ metric.name }}' as metric
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

published as (

    {% for metric in published | unique -%}
    select '{{ metric }}' as metric
    {% if not loop.last %}union all{% endif %}
    {% else -%}
    select metric from listed
    {% endfor %}

)

select
    listed.metric as listed_metric,
    published.metric as published_metric
from listed
full outer join published
    on listed.metric = published.metric
where
    listed.metric is null
    or published.metric is null
