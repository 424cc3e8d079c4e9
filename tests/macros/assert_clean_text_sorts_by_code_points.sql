{{ config(enabled=(project_name == 'customer_segmentation')) }}

-- languages sort 'a' before 'B' and pass over punctuation, each in its own way: ties that are
-- broken by a customer's id must be broken alike everywhere
with

cases as (

    select * from (
        values
        ('-b', 1), ('B', 2), ('C-1', 3), ('C1', 4), ('Z', 5), ('a', 6), ('ab', 7), ('ä', 8)
    ) as cases (input, expected)

),

ranked as (

    select
        input,
        row_number() over (order by {{ clean_text('input') }}) as actual,
        row_number() over (
            order by {{ in_lower_case(clean_text("'x' || input")) }}
        ) as actual_in_lower_case,
        max({{ as_text('input') }}) over () as last_input,
        expected
    from cases

)

select * from ranked
where actual <> expected or last_input <> 'ä' or (input = 'ä' and actual_in_lower_case <> 8)
