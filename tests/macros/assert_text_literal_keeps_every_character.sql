{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

compared as (

    select * from (
        values
        ({{ text_literal('plain') }}, 'plain'),
        ({{ text_literal("O'Brien") }}, 'O' || chr(39) || 'Brien'),
        ({{ text_literal("''") }}, chr(39) || chr(39)),
        ({{ text_literal('say "hi"') }}, 'say ' || chr(34) || 'hi' || chr(34)),
        ({{ text_literal('two\nlines') }}, 'two' || chr(10) || 'lines'),
        ({{ text_literal('back\\slash') }}, 'back' || chr(92) || 'slash'),
        ({{ text_literal('') }}, ''),
        ({{ text_literal(42) }}, '42')
    ) as compared (actual, expected)

)

select * from compared
where actual is distinct from expected
