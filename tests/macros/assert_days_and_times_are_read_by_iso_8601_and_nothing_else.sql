{{ config(enabled=(project_name == 'customer_segmentation')) }}
-- where a plain timestamp is a moment, one without a zone has a name of its own
{% set plain = 'timestamp_ntz' if type_of('moment') | trim == 'timestamp' else 'timestamp' -%}
{%- set day_cases = [
    ('2024-12-31', true),
    ('2024-02-29', true),
    ('2000-02-29', true),
    ('1900-01-01', true),
    ('2024-04-30', true),
    ('2023-02-29', false),
    ('1900-02-29', false),
    ('2100-02-29', false),
    ('2024-02-30', false),
    ('2024-04-31', false),
    ('2024-01-32', false),
    ('2024-13-01', false),
    ('2024-00-10', false),
    ('2024-01-00', false),
    ('1899-12-31', false),
    ('0000-00-00', false),
    ('2024-1-5', false),
    ('2024/12/31', false),
    ('31.12.2024', false),
    ('20241231', false),
    (' 2024-12-31', false),
    ('2024-12-31 ', false),
    ('2024-12-31\n', false),
    ('2024-12-31T00:00', false),
    ('yesterday', false),
    ('', false),
    (20241231, false),
    (modules.datetime.date(2024, 12, 31), true),
] %}
{%- set families = [
    ('local_timestamp', 'described_as', 'time_compared'),
    ('has_no_zone', 'described_as', 'zone_cases'),
    ('_is_iso_date', 'input', 'day_compared'),
] %}

with

time_cases as (

    select * from (
        values
        ('day', '2024-12-31', '2024-12-31 00:00:00'),
        ('leap day', '2024-02-29', '2024-02-29 00:00:00'),
        ('T between day and time', '2024-12-31T14:05:00', '2024-12-31 14:05:00'),
        ('space between day and time', '2024-12-31 14:05:00', '2024-12-31 14:05:00'),
        ('no seconds', '2024-12-31T14:05', '2024-12-31 14:05:00'),
        ('part of a second', '2024-12-31 14:05:00.250', '2024-12-31 14:05:00.25'),
        ('nanoseconds', '2024-12-31 14:05:00.123456000', '2024-12-31 14:05:00.123456'),
        ('digits cut off', '2024-12-31 23:59:59.999999999', '2024-12-31 23:59:59.999999'),
        ('last second of a day', '2024-12-31 23:59:59', '2024-12-31 23:59:59'),
        ('blanks around', chr(9) || ' 2024-12-31 ' || chr(13), '2024-12-31 00:00:00'),
        ('Z', '2024-12-31T14:05:00Z', '2024-12-31 14:05:00'),
        ('offset', '2024-12-31T14:05:00+02:00', '2024-12-31 12:05:00'),
        ('offset behind a space form', '2024-12-31 14:05:00+02:00', '2024-12-31 12:05:00'),
        ('offset of hours', '2024-12-31T14:05:00+02', '2024-12-31 12:05:00'),
        ('offset without colon', '2024-12-31T14:05:00+0200', '2024-12-31 12:05:00'),
        ('offset of half an hour', '2024-12-31T14:05:00-03:30', '2024-12-31 17:35:00'),
        ('offset moves the day', '2024-12-31T23:30:00-05:00', '2025-01-01 04:30:00'),
        ('offset without seconds', '2024-12-31T14:05+02:00', '2024-12-31 12:05:00'),
        ('Z without seconds', '2024-12-31 14:05Z', '2024-12-31 14:05:00'),
        ('offset behind a space', '2024-12-31 14:05:00 +02:00', '2024-12-31 12:05:00'),
        ('offset without colon behind a space', '2024-12-31 23:30:00 -0500', '2025-01-01 04:30:00'),
        ('UTC', '2024-12-31 14:05:00 UTC', '2024-12-31 14:05:00'),
        ('UTC without seconds', '2024-12-31 14:05UTC', '2024-12-31 14:05:00'),
        ('parts of a second and Z', '2024-12-31T08:00:00.123456789Z', '2024-12-31 08:00:00.123456'),
        ('basic day', '20241231', '2024-12-31 00:00:00'),
        ('basic time', '20241231T140500', '2024-12-31 14:05:00'),
        ('basic time without seconds', '20241231T1405', '2024-12-31 14:05:00'),
        ('basic time behind a space', '20241231 140500.25', '2024-12-31 14:05:00.25'),
        ('basic time and Z', '20241231T140500Z', '2024-12-31 14:05:00'),
        ('basic time and offset', '20241231T1405+0200', '2024-12-31 12:05:00'),
        ('basic day, extended time', '20241231 14:05:00 -05', '2024-12-31 19:05:00'),
        ('basic leap day', '20240229', '2024-02-29 00:00:00'),
        ('no basic day of the calendar', '20240230', null),
        ('hour 24 of a basic day', '20241231T240000', null),
        ('extended day, basic time', '2024-12-31T140500', null),
        ('seven digits', '2024123', null),
        ('nine digits', '202412310', null),
        ('hours only', '20241231T14', null),
        ('seconds since 1970', '1735689600', null),
        ('zone behind two spaces', '2024-12-31 14:05:00  UTC', null),
        ('GMT', '2024-12-31 14:05:00 GMT', null),
        ('long ago', '1776-07-04', '1776-07-04 00:00:00'),
        ('far ahead', '2999-12-31', '2999-12-31 00:00:00'),
        ('no day of the calendar', '2024-02-30', null),
        ('no leap year', '2023-02-29', null),
        ('leap year of a century', '2000-02-29', '2000-02-29 00:00:00'),
        ('no leap year of a century', '1900-02-29', null),
        ('31st of a month of 30 days', '2024-04-31', null),
        ('month 13', '2024-13-01', null),
        ('month 0', '2024-00-10', null),
        ('hour 24', '2024-12-31T24:00', null),
        ('minute 60', '2024-12-31 14:60', null),
        ('leap second', '2024-12-31T23:59:60', null),
        ('offset of 25 hours', '2024-12-31T14:05:00+25:00', null),
        ('offset of 75 minutes', '2024-12-31T14:05:00+02:75', null),
        ('offset without time', '2024-12-31+02:00', null),
        ('T without time', '2024-12-31T', null),
        ('German', '31.12.2024', null),
        ('American', '12/31/2024', null),
        ('slashes', '2024/12/31', null),
        ('no leading zeros', '2024-1-5', null),
        ('two-digit year', '24-12-31', null),
        ('five-digit year', '12024-12-31', null),
        ('month only', '2024-12', null),
        ('in words', 'yesterday', null),
        ('a word that engines know', 'infinity', null),
        ('number of a spreadsheet day', '45657', null),
        ('text behind', '2024-12-31 or so', null),
        ('name of a zone', '2024-12-31 14:05:00 Europe/Berlin', null),
        ('empty', '', null),
        ('only blanks', '   ', null),
        ('null', null, null)
    ) as time_cases (described_as, input, expected)

),

time_typed_cases as (

    select * from (
        values
        (
            'date',
            {{ local_timestamp("cast('2024-12-31' as date)") }},
            '2024-12-31 00:00:00'
        ),
        (
            'timestamp',
            {{ local_timestamp("cast('2024-12-31 14:05:00' as timestamp)") }},
            '2024-12-31 14:05:00'
        ),
        (
            'timestamp with time zone',
            {{ local_timestamp("cast('2024-12-31 14:05:00+02:00' as " ~ type_of('moment') ~ ')') }},
            '2024-12-31 12:05:00'
        ),
        -- a typed value needs no format: no text has a year of five digits
        (
            'far day',
            {{ local_timestamp("cast('12024-12-31' as date)") }},
            '12024-12-31 00:00:00'
        ),
        -- read, so that it is rejected for its year and not for its writing
        (
            'year before the first',
            case
                when {{ local_timestamp("'0000-02-29'") }} < cast('0001-01-01' as timestamp)
                    then cast('0001-01-01' as timestamp)
            end,
            '0001-01-01 00:00:00'
        ),
        ('null date', {{ local_timestamp('cast(null as date)') }}, null)
    ) as time_typed_cases (described_as, actual, expected)

),

time_compared as (

    select
        described_as,
        {{ local_timestamp('input') }} as actual,
        cast(expected as timestamp) as expected
    from time_cases
    union all
    select
        described_as,
        actual,
        cast(expected as timestamp) as expected
    from time_typed_cases

),

zone_cases as (

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
            {{ has_no_zone("cast('2024-12-31 14:05:00+02:00' as " ~ type_of('moment') ~ ')') }},
            false
        ),
        ('no date', {{ has_no_zone("'yesterday'") }}, false)
    ) as zone_cases (described_as, actual, expected)

),

day_compared as (

    select * from (
        values
        {% for value, expected in day_cases -%}
        ({{ text_literal(value) }}, {{ _is_iso_date(value) }}, {{ expected }})
        {{- ',' if not loop.last }}
        {% endfor -%}
    ) as day_compared (input, actual, expected)

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
