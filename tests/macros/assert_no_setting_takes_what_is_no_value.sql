{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#- texts that end a text of SQL, a path or a line; a setting refuses them or keeps every letter -#}
{%- set attacks = [
    "'", '"', "' or 1 = 1 --", '"; drop schema segmentation cascade; --', '$$', '\\', "\\'",
    '../../etc/passwd', '/dev/null', '{{ 7 * 7 }}', '{% do x %}', '%(name)s', '%s', '${HOME}',
    '`id`', '-- ', '/*', 'a\nb', 'a\x00b', 'a\x7fb', 'A' * 5000,
] -%}
{#- any text that can be printed; of schemes only those that exist, see input_problems -#}
{%- set free = ['currency', 'excluded_order_statuses', 'schemes'] -%}

with

tried as (

    select * from (
        values
        {% for attack in attacks -%}
        {%- for name, rule in settings().items() -%}
        {%- for value in [attack, [attack], {attack: attack}] -%}
        (
            {{ text_literal(name) }},
            {{ loop.index }},
            {{ 'true' if setting_problem(name, rule, value) | trim else 'false' }},
            {{ 'true' if name in free and '\n' not in attack and '\x00' not in attack
                and '\x7f' not in attack
                and loop.index == (1 if name == 'currency' else 2) else 'false' }}
        ),
        {% endfor -%}
        {%- endfor -%}
        {%- endfor -%}
        ('nothing', 0, true, false)
    ) as tried (setting_name, form, is_refused, is_free)

),

-- every letter of a free text arrives, and nothing after it is taken for SQL
kept as (

    select * from (
        values
        {% for attack in attacks if '\x00' not in attack -%}
        ({{ text_literal(attack) }}, {{ attack | length }}){{ ',' if not loop.last }}
        {% endfor -%}
    ) as kept (attack, letters)

)

select
    setting_name,
    form
from tried
where is_refused = is_free
union all
select
    attack as setting_name,
    letters as form
from kept
where length(attack) <> letters
