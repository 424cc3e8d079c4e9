with

uses as (

    select
        *,
        cast({{ dbt.date_trunc('month', 'used_on') }} as date) as month
    from {{ ref('customer_segmentation', 'stg_segmentation__tool_usage') }}
    where is_usable

),

owners as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__owners') }}

),

owners_counted as (

    select count(*) as owners
    from owners

),

tools as (

    select
        tool,
        min(month) as first_month
    from uses
    group by tool

),

months as (

    select month
    from uses
    group by month

),

-- a tool that nobody opens any more has its rows as well: they say so
tool_months as (

    select
        months.month,
        tools.tool
    from tools
    inner join months
        on tools.first_month <= months.month

),

counted as (

    select
        tool_months.month,
        tool_months.tool,
        count(distinct uses.user_id) as users,
        count(distinct owners.owner) as owner_users,
        count(uses.user_id) as uses,
        max(uses.used_on) as last_used_on
    from tool_months
    left join uses
        on
            tool_months.month = uses.month
            and tool_months.tool = uses.tool
    left join owners
        on uses.user_id = owners.owner
    group by tool_months.month, tool_months.tool

),

rated as (

    select
        counted.month,
        counted.tool,
        counted.users,
        counted.owner_users,
        owners_counted.owners,
        {{ ratio('counted.owner_users', 'owners_counted.owners') }} as owner_share,
        counted.uses,
        {{ ratio('counted.uses', 'counted.users', 4) }} as uses_per_user,
        max(counted.last_used_on) over (
            partition by counted.tool order by counted.month
            rows between unbounded preceding and current row
        ) as last_used_on
    from counted
    cross join owners_counted

)

select * from rated
