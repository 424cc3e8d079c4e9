{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set cases = [
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

with

compared as (

    select * from (
        values
        {% for value, expected in cases -%}
        ({{ text_literal(value) }}, {{ is_iso_date(value) }}, {{ expected }})
        {{- ',' if not loop.last }}
        {% endfor -%}
    ) as compared (input, actual, expected)

)

select * from compared
where actual is distinct from expected
