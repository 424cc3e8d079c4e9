{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

words as (

    select * from (
        values
        ('letters', 'b', 2), ('letters', 'a', 3), ('letters', 'c', 1),
        ('one', 'a', 1),
        ('with a null', 'a', 1), ('with a null', null, 2), ('with a null', 'b', 3),
        ('only a null', null, 1)
    ) as words (word_group, word, place)

),

cases as (

    select * from (
        values
        ('letters', 'c' || chr(10) || 'b' || chr(10) || 'a', 'a, b, c'),
        ('one', 'a', 'a'),
        ('with a null', 'a' || chr(10) || 'b', 'a, b'),
        ('only a null', null, null)
    ) as cases (word_group, expected_lines, expected_list)

),

joined as (

    select
        word_group,
        {{ joined_text('word', 'place') }} as lines,
        {{ joined_text('word', 'word', ', ') }} as list
    from words
    group by word_group

),

compared as (

    select
        cases.*,
        joined.lines,
        joined.list
    from cases
    left join joined
        on cases.word_group = joined.word_group

)

select * from compared
where
    lines is distinct from expected_lines
    or list is distinct from expected_list
