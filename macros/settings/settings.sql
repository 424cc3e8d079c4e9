{# what each setting may be; the defaults are the vars of dbt_project.yml #}
{% macro settings() -%}
    {%- set later_columns = [] -%}
    {%- for input in inputs().values() -%}
        {%- do later_columns.extend(input.extra or []) -%}
    {%- endfor -%}
    {{ return({
        'as_of_date': {'kind': 'date', 'allowed': 'an ISO date such as 2025-12-31, or null'},
        'lookback_months': {'kind': 'whole', 'from': 1, 'to': 1200, 'optional': true},
        'time_zone': {
            'kind': 'time_zone', 'allowed': 'a name of the tz database such as Europe/London',
        },
        'excluded_order_statuses': {'kind': 'texts', 'allowed': 'a list of texts, [] for none'},
        'disputed_order_statuses': {'kind': 'texts', 'allowed': 'a list of texts, [] for none'},
        'refund_policy': {'kind': 'choice', 'choices': ['net', 'drop', 'raise']},
        'duplicate_lines': {'kind': 'choice', 'choices': ['key', 'exact', 'keep']},
        'extra_columns': {'kind': 'choices', 'choices': later_columns},
        'placeholder_dates': {
            'kind': 'dates', 'allowed': 'a list of ISO dates such as 1970-01-01, [] for none',
        },
        'unreadable_limit': {'kind': 'rate', 'allowed': 'a number from 0 to 1'},
        'clean_lines': {'kind': 'choice', 'choices': ['table', 'view', 'parquet']},
        'incremental_lines': {'kind': 'flag', 'allowed': 'true or false'},
        'late_arrival_days': {'kind': 'whole', 'from': 0, 'to': 3650, 'optional': true},
        'currency': {'kind': 'text', 'allowed': 'a currency code such as EUR, or null'},
        'amount_decimals': {'kind': 'whole', 'from': 0, 'to': 6},
        'frequency_unit': {'kind': 'choice', 'choices': ['order', 'order_line', 'order_date']},
        'monetary_measure': {'kind': 'choice', 'choices': ['total', 'average_order']},
        'score_buckets': {'kind': 'whole', 'from': 3, 'to': 10},
        'score_method': {
            'kind': 'choice_by_metric', 'choices': ['rank', 'ntile', 'quantile', 'fixed'],
        },
        'score_ties': {'kind': 'choice_by_metric', 'choices': ['shared', 'broken']},
        'history_months': {'kind': 'whole', 'from': 0, 'to': 120},
        'history_thresholds': {'kind': 'choice', 'choices': ['moving', 'frozen']},
        'history_frozen_on': {
            'kind': 'date', 'allowed': 'an ISO date such as 2025-12-31, or null',
        },
        'margin': {'kind': 'share', 'allowed': 'a number above 0 and at most 1'},
        'lifetime_value_horizon_days': {'kind': 'whole', 'from': 1, 'to': 3650},
        'lifetime_value_model': {
            'kind': 'choice', 'choices': ['best', 'mbg_nbd', 'bg_nbd', 'nbd'],
        },
        'annual_discount_rate': {'kind': 'rate', 'allowed': 'a number from 0 to 1'},
        'growth_target': {'kind': 'growth', 'allowed': 'a number from -1 to 10, or null'},
        'return_days': {'kind': 'whole', 'from': 15, 'to': 730},
        'smallest_pair': {'kind': 'whole', 'from': 1, 'to': 1000000},
        'personal_data': {'kind': 'choice', 'choices': ['keep', 'hash', 'leave_out']},
        'small_cell_floor': {'kind': 'whole', 'from': 0, 'to': 1000000},
        'publish_personal_data': {'kind': 'flag', 'allowed': 'true or false'},
        'schemes': {'kind': 'schemes', 'allowed': 'all, or a list of schemes'},
        'parts': {
            'kind': 'choices', 'or_all': true,
            'choices': [
                'history', 'sales', 'offers', 'campaigns', 'value', 'insights', 'movement',
                'audiences',
            ],
        },
    }) }}
{%- endmacro %}
