{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

ways as (

    select * from (
        values
        ('one', 7, 0.5),
        ('lowest comes last', 1, 0.5), ('lowest comes last', 3, 0.25),
        ('lowest comes first', 1, 0.25), ('lowest comes first', 3, 0.5),
        ('equals', 3, 0.25), ('equals', 2, 0.25), ('equals', 9, 0.25), ('equals', 1, 0.5),
        ('ten is above nine', 2, 10), ('ten is above nine', 1, 9),
        ('below zero', 1, 0), ('below zero', 2, -1)
    ) as ways (way_group, way, change)

),

cases as (

    select * from (
        values
        ('one', 7),
        ('lowest comes last', 3),
        ('lowest comes first', 1),
        ('equals', 2),
        ('ten is above nine', 1),
        ('below zero', 2)
    ) as cases (way_group, expected)

),

taken as (

    select
        way_group,
        {{ lowest_by('way', 'change') }} as way
    from ways
    group by way_group

),

compared as (

    select
        cases.*,
        taken.way
    from cases
    left join taken
        on cases.way_group = taken.way_group

)

select * from compared
where way is distinct from expected
