with

positions as (

    select * from {{ ref('customer_segmentation', 'int_history_positions') }}

),

first_days as (

    select
        position,
        min(as_of_date) as as_of_date
    from positions
    group by position

),

chosen as (

    select
        positions.position,
        positions.as_of_date,
        min(positions.customer_id) as customer_id
    from positions
    inner join first_days
        on
            positions.position = first_days.position
            and positions.as_of_date = first_days.as_of_date
    group by positions.position, positions.as_of_date

)

select * from chosen
