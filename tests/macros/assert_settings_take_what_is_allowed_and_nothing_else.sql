{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set value_cases = [
    ('as_of_date', none, true), ('as_of_date', '2024-12-31', true),
    ('as_of_date', '2024-13-45', false),
    ('lookback_months', none, true), ('lookback_months', 1, true), ('lookback_months', 1200, true),
    ('lookback_months', 0, false), ('lookback_months', -3, false), ('lookback_months', 1201, false),
    ('lookback_months', 1.5, false), ('lookback_months', '12', false),
    ('lookback_months', true, false),
    ('score_buckets', 3, true), ('score_buckets', 10, true), ('score_buckets', 2, false),
    ('score_buckets', 11, false), ('score_buckets', none, false), ('score_buckets', '5', false),
    ('amount_decimals', 0, true), ('amount_decimals', 6, true), ('amount_decimals', 7, false),
    ('time_zone', 'Europe/London', true), ('time_zone', 'Mars/Base', false),
    ('time_zone', none, false),
    ('excluded_order_statuses', [], true), ('excluded_order_statuses', ['cancelled'], true),
    ('excluded_order_statuses', none, true), ('excluded_order_statuses', 'cancelled', false),
    ('disputed_order_statuses', ['on hold'], true),
    ('placeholder_dates', [], true), ('placeholder_dates', ['0001-01-01'], true),
    ('placeholder_dates', ['1900-02-29'], false), ('placeholder_dates', '1970-01-01', false),
    ('extra_columns', none, true), ('extra_columns', ['updated_at'], true),
    ('extra_columns', ['action', 'updated_at'], true),
    ('extra_columns', ['country'], false), ('extra_columns', 'updated_at', false),
    ('unreadable_limit', 0, true), ('unreadable_limit', 1, true),
    ('unreadable_limit', 1.01, false), ('unreadable_limit', none, false),
    ('refund_policy', 'net', true), ('refund_policy', 'drop', true),
    ('refund_policy', 'raise', true),
    ('refund_policy', 'gross', false), ('refund_policy', none, false),
    ('duplicate_lines', 'key', true), ('duplicate_lines', 'exact', true),
    ('duplicate_lines', 'drop', false),
    ('currency', none, true), ('currency', 'EUR', true), ('currency', '  ', false),
    ('currency', 978, false),
    ('frequency_unit', 'order_line', true), ('frequency_unit', 'orders', false),
    ('monetary_measure', 'average_order', true), ('monetary_measure', 'average', false),
    ('history_months', 0, true), ('history_months', 120, true), ('history_months', 121, false),
    ('history_thresholds', 'frozen', true), ('history_thresholds', 'fixed', false),
    ('history_frozen_on', '2025-06-30', true), ('history_frozen_on', '2025-06-31', false),
    ('margin', 1.0, true), ('margin', 0.25, true), ('margin', 1, true), ('margin', 0, false),
    ('margin', -0.1, false), ('margin', 1.01, false), ('margin', '0.5', false),
    ('margin', true, false), ('margin', none, false),
    ('lifetime_value_model', 'nbd', true), ('lifetime_value_model', 'pareto_nbd', false),
    ('lifetime_value_horizon_days', 1, true), ('lifetime_value_horizon_days', 3650, true),
    ('lifetime_value_horizon_days', 0, false), ('lifetime_value_horizon_days', 3651, false),
    ('annual_discount_rate', 0, true), ('annual_discount_rate', 1, true),
    ('annual_discount_rate', 0.1, true), ('annual_discount_rate', -0.01, false),
    ('annual_discount_rate', 1.01, false), ('annual_discount_rate', true, false),
    ('annual_discount_rate', '0.1', false), ('annual_discount_rate', none, false),
    ('growth_target', none, true), ('growth_target', 0.1, true), ('growth_target', -1, true),
    ('growth_target', 10, true), ('growth_target', -1.01, false), ('growth_target', 11, false),
    ('growth_target', true, false), ('growth_target', '0.1', false),
    ('smallest_pair', 1, true), ('smallest_pair', 0, false),
    ('small_cell_floor', 0, true), ('small_cell_floor', 1000000, true),
    ('small_cell_floor', 1000001, false), ('small_cell_floor', -1, false),
    ('personal_data', 'keep', true), ('personal_data', 'hash', true),
    ('personal_data', 'leave_out', true), ('personal_data', 'drop', false),
    ('publish_personal_data', true, true), ('publish_personal_data', false, true),
    ('publish_personal_data', 'true', false), ('publish_personal_data', 1, false),
    ('publish_personal_data', none, false),
    ('schemes', 'all', true), ('schemes', ['rfm'], true), ('schemes', [], false),
    ('schemes', 'rfm', false), ('schemes', {'rfm': true}, false), ('schemes', [11], false),
    ('excluded_order_statuses', [1, 2], false),
    ('score_method', 'quantile', true), ('score_method', {'recency': 'quantile'}, true),
    ('score_method', {}, true), ('score_method', 'median', false),
    ('score_method', {'recency': 'median'}, false), ('score_method', {'revenue': 'rank'}, false),
    ('score_ties', 'broken', true), ('score_ties', {'monetary': 'broken'}, true),
    ('score_ties', none, false), ('score_ties', 'rank', false),
    ('late_arrival_days', none, true), ('late_arrival_days', 3650, true),
    ('late_arrival_days', 3651, false), ('late_arrival_days', '7', false),
    ('clean_lines', none, false), ('clean_lines', true, false),
    ('incremental_lines', true, true), ('incremental_lines', 1, false),
    ('parts', none, true), ('parts', ['sales'], true), ('parts', 'All', false),
    ('parts', {'sales': true}, false), ('lookback_months', -1, false),
    ('history_months', '24', false), ('smallest_pair', 1.5, false),
] %}
{#- texts that end a text of SQL, a path or a line; a setting refuses them or keeps every letter -#}
{%- set attacks = [
    "'", '"', "' or 1 = 1 --", '"; drop schema segmentation cascade; --', '$$', '\\', "\\'",
    '../../etc/passwd', '/dev/null', '{{ 7 * 7 }}', '{% do x %}', '%(name)s', '%s', '${HOME}',
    '`id`', '-- ', '/*', 'a\nb', 'a\x00b', 'a\x7fb', 'A' * 5000,
] -%}
{#- any text that can be printed; of schemes only those that exist, see start_run -#}
{%- set free = ['currency', 'disputed_order_statuses', 'excluded_order_statuses', 'schemes'] -%}
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
{%- set families = [
    ('setting_problem', 'described_as', 'value_judged'),
    ('setting_problem, by form of an attack', 'setting_name', 'attack_tried'),
    ('text_literal', 'attack', 'attack_kept'),
] %}

with

value_compared as (

    select * from (
        values
        {% for name, value, expected in value_cases -%}
        (
            {{ text_literal(name ~ ' ' ~ value) }},
            {{ text_literal(setting_problem(name, settings()[name], value) | trim) }},
            {{ expected }}
        ){{ ',' if not loop.last }}
        {% endfor -%}
    ) as value_compared (described_as, problem, is_right)

),

-- a problem is one sentence that names the setting and what is allowed
value_judged as (

    select
        described_as,
        case
            when problem = '' then 'no problem'
            when problem like 'segmentation!_% is %; allowed: %.' escape '!' then 'a sentence'
            else problem
        end as actual,
        case when is_right then 'no problem' else 'a sentence' end as expected
    from value_compared

),

attack_tried as (

    select * from (
        values
        {% for name, form in judged_wrongly -%}
        ({{ text_literal(name) }}, {{ form }}, 0),
        {% endfor -%}
        ('nothing', 0, 0)
    ) as attack_tried (setting_name, actual, expected)

),

-- every letter of a free text arrives, and nothing after it is taken for SQL
attack_kept as (

    select
        attack,
        length(attack) as actual,
        expected
    from (
        values
        {% for attack in attacks if '\x00' not in attack -%}
        ({{ text_literal(attack) }}, {{ attack | length }}){{ ',' if not loop.last }}
        {% endfor -%}
    ) as kept (attack, expected)

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
