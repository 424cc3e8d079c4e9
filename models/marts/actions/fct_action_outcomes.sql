{%- set counts = 'done, open, overdue, reviewed, came_back' -%}
{%- set has_past = is_part('history') -%}
{%- set of_row = 'scheme, segment, action' -%}
{%- set share = 'decimal(18, 6)' -%}
{%- set of_compared = {
    'compared_customers': 'bigint', 'alike_customers': 'bigint', 'compared_rate': share,
    'alike_rate': share, 'difference': share, 'difference_low': share, 'difference_high': share,
} -%}
with

-- what is due: the best action of a customer, in each scheme and of all
best as (

    select
        scheme,
        segment,
        action,
        row_number() over (partition by customer_id order by expected_gain desc, scheme asc)
            as place
    from {{ ref('customer_segmentation', 'fct_customer_actions') }}
    where
        is_best_action
        and decision in ('invest', 'automate')

),

due as (

    select
        {{ of_row }},
        count(*) as open
    from best
    group by {{ of_row }}
    union all
    select
        'all' as scheme,
        'all' as segment,
        action,
        count(*) as open
    from best
    where place = 1
    group by action

),

done as (

    select
        {{ of_row }},
        count(*) as done,
        count(case when is_overdue then 1 end) as overdue,
        count(case when is_reviewed then 1 end) as reviewed,
        count(case when has_come_back then 1 end) as came_back
    from {{ ref('customer_segmentation', 'int_actions_followed') }}
    group by {{ of_row }}

),

counted as (

    select
        coalesce(done.scheme, due.scheme) as scheme,
        coalesce(done.segment, due.segment) as segment,
        coalesce(done.action, due.action) as action,
        coalesce(done.done, 0) as done,
        coalesce(due.open, 0) as open,
        coalesce(done.overdue, 0) as overdue,
        coalesce(done.reviewed, 0) as reviewed,
        coalesce(done.came_back, 0) as came_back
    from done
    full outer join due
        on
            done.scheme = due.scheme
            and done.segment = due.segment
            and done.action = due.action

),

-- without part `history` nobody is known to be alike
compared as (

    select
        counted.*,
        {{ ratio('counted.came_back', 'counted.reviewed') }} as came_back_rate,
        {% for column, type in of_compared.items() -%}
        {{ 'compared.' ~ column if has_past else 'cast(null as ' ~ type ~ ')' }} as {{ column }},
        {% endfor -%}
        as_of_dates.as_of_date
    from counted
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    {%- if has_past %}
    left join {{ ref('customer_segmentation', 'int_actions_compared') }} as compared
        on
            counted.scheme = compared.scheme
            and counted.segment = compared.segment
            and counted.action = compared.action
    {%- endif %}

),

told as (

    select
        {{ of_row }},
        {{ outcome_in_words() }} as verdict,
        {{ counts }},
        coalesce(compared_customers, 0) as compared_customers,
        coalesce(alike_customers, 0) as alike_customers,
        came_back_rate,
        compared_rate,
        alike_rate,
        difference,
        difference_low,
        difference_high,
        as_of_date
    from compared

)

select * from told
