{%- set smallest_group, text = 20, dbt.type_string() -%}
{%- set figures = [
    'treated_revenue_per_head', 'control_revenue_per_head', 'absolute_lift', 'absolute_lift_low',
    'absolute_lift_high',
] -%}
{%- set days = ['starts_on', 'ends_on', 'measured_until', 'data_starts_on', 'data_ends_on'] -%}
{%- set is_small = 'least(treated_customers, control_customers) < ' ~ smallest_group -%}
with

joined as (

    select
        lifts.*,
        abs(lifts.balance_difference) < 0.25 as is_balanced,
        campaigns.is_measured,
        campaigns.is_finished,
        {% for day in days -%}
        campaigns.{{ day }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('customer_segmentation', 'int_campaign_lifts') }} as lifts
    inner join {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
        on lifts.campaign_id = campaigns.campaign_id

),

-- what the interval allows to say; with too few customers it says nothing
decided as (

    select
        *,
        {% for day in days -%}
        cast({{ day }} as {{ text }}) as {{ day }}_told,
        {% endfor -%}
        {% for figure in figures -%}
        cast(cast({{ figure }} as {{ type_of('money') }}) as {{ text }}) as {{ figure }}_told,
        {% endfor -%}
        case
            when not is_measured or treated_customers = 0 then 'not measured'
            when control_customers = 0 then 'no control group'
            when {{ is_small }} then 'no evidence'
            when absolute_lift_low > 0 then 'worked'
            when absolute_lift_high < 0 then 'hurt'
            else 'no evidence'
        end as verdict
    from joined

),

reasoned as (

    select
        campaign_id,
        scheme,
        segment,
        verdict,
        case
            when data_ends_on is null
                then 'There are no order lines to measure it by.'
            when starts_on > data_ends_on
                then
                    'It starts on ' || starts_on_told || ', after the last day of the data, '
                    || data_ends_on_told || '.'
            when starts_on < data_starts_on
                then
                    'It started on ' || starts_on_told || ', before the first day of the data, '
                    || data_starts_on_told || '.'
            when treated_customers = 0
                then 'Nobody was treated.'
            when control_customers = 0
                then 'Nobody was held out, so nothing shows what would have happened without it.'
            when absolute_lift is null
                then 'The revenue per head has too many digits to be told.'
            else
                'Revenue per head is ' || treated_revenue_per_head_told || ' with it and '
                || control_revenue_per_head_told || ' without: a lift of ' || absolute_lift_told
                || coalesce(
                    ', 95 % interval ' || absolute_lift_low_told || ' to '
                    || absolute_lift_high_told, ''
                )
                || case
                    when verdict <> 'no evidence' then '.'
                    when not {{ is_small }} then ', which contains 0.'
                    else
                        '; a group of fewer than {{ smallest_group }} customers is too small'
                        || ' to tell.'
                end
                || case
                    when is_balanced or is_balanced is null then ''
                    else ' The groups already differed before it started.'
                end
        end
        || case
            when verdict = 'not measured' or is_finished then ''
            else ' Measured up to ' || measured_until_told || '; it ends on ' || ends_on_told || '.'
        end as verdict_reason,
        is_balanced
    from decided

)

select * from reasoned
