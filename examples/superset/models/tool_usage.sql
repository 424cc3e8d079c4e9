-- Superset's own log in the columns of segmentation_tool_usage; its list of recent activity goes by
-- the same two events. Days are those of UTC, as Superset writes them
with

opened as (

    select
        user_id,
        dttm,
        dashboard_id,
        slice_id
    from {{ source('superset', 'logs') }}
    where
        action = 'log'
        and (
            json like '%"event_name": "mount_dashboard"%'
            or json like '%"event_name": "mount_explorer"%'
        )

),

-- named as account managers are: the share of owners goes by it
mapped as (

    select
        users.first_name || ' ' || users.last_name as user_id,
        opened.dttm as used_at,
        'superset' as tool,
        coalesce(dashboards.dashboard_title, charts.slice_name) as view
    from opened
    inner join {{ source('superset', 'ab_user') }} as users
        on opened.user_id = users.id
    left join {{ source('superset', 'dashboards') }} as dashboards
        on opened.dashboard_id = dashboards.id
    left join {{ source('superset', 'slices') }} as charts
        on opened.slice_id = charts.id

)

select * from mapped
