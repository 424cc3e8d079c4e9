{{ config(enabled=(project_name == 'customer_segmentation')) }}

-- where a plain timestamp is a moment, one without a zone has a name of its own
{% set plain = 'timestamp_ntz' if moment_type() | trim == 'timestamp' else 'timestamp' -%}
with

cases as (

    select * from (
        values
        ('time', {{ has_no_zone("'2024-12-31 14:05:00'") }}, true),
        ('time without seconds', {{ has_no_zone("'2024-12-31T14:05'") }}, true),
        ('basic time', {{ has_no_zone("'20241231T140500.25'") }}, true),
        ('typed time', {{ has_no_zone("cast('2024-12-31 14:05:00' as " ~ plain ~ ')') }}, true),
        ('day', {{ has_no_zone("'2024-12-31'") }}, false),
        ('typed day', {{ has_no_zone("cast('2024-12-31' as date)") }}, false),
        ('Z', {{ has_no_zone("'2024-12-31 14:05:00Z'") }}, false),
        ('UTC', {{ has_no_zone("'2024-12-31 14:05:00 UTC'") }}, false),
        ('offset', {{ has_no_zone("'2024-12-31 14:05:00-05'") }}, false),
        (
            'typed moment',
            {{ has_no_zone("cast('2024-12-31 14:05:00+02:00' as " ~ moment_type() ~ ')') }},
            false
        ),
        ('no date', {{ has_no_zone("'yesterday'") }}, false)
    ) as cases (described_as, actual, expected)

)

select * from cases
where actual is distinct from expected
