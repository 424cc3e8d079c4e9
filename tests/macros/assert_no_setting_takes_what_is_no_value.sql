{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#- texts that end a text of SQL, a path or a line; a setting refuses them or keeps every letter -#}
{%- set attacks = [
    "'", '"', "' or 1 = 1 --", '"; drop schema segmentation cascade; --', '$$', '\\', "\\'",
    '../../etc/passwd', '/dev/null', '{{ 7 * 7 }}', '{% do x %}', '%(name)s', '%s', '${HOME}',
    '`id`', '-- ', '/*', 'a\nb', 'a\x00b', 'a\x7fb', 'A' * 5000,
] -%}
{#- any text that can be printed; of schemes only those that exist, see input_problems -#}
{%- set free = ['currency', 'excluded_order_statuses', 'schemes'] -%}
{#- thousands are tried here, and those that are judged wrongly are rows of the test -#}
{%- set judged_wrongly = [] -%}
{%- for attack in attacks -%}
{%- for name, rule in settings().items() -%}
{%- for value in [attack, [attack], {attack: attack}] -%}
{%- set is_printable = '\n' not in attack and '\x00' not in attack and '\x7f' not in attack -%}
{%- set is_free = name in free and loop.index == (1 if name == 'currency' else 2) -%}
{%- set is_refused = setting_problem(name, rule, value) | trim != '' -%}
{%- do judged_wrongly.append((name, loop.index)) if is_refused == (is_free and is_printable) -%}
{%- endfor -%}
{%- endfor -%}
{%- endfor %}

with

tried as (

    select * from (
        values
        {% for name, form in judged_wrongly -%}
        ({{ text_literal(name) }}, {{ form }}),
        {% endfor -%}
        ('nothing', 0)
    ) as tried (setting_name, form)

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
where form > 0
union all
select
    attack as setting_name,
    letters as form
from kept
where length(attack) <> letters
