{#
    the input contract as data: every column of every input, and the seed that stands in for it.
    What is `extra` came later, and is read where extra_columns names it: older mappings lack it.
    `texts` are trimmed and passed on as they are; every other column has a type of its own
#}
{% macro inputs() -%}
    {{ return({
        'order_lines': {
            'seed': 'demo_order_lines', 'is_demo': true,
            'columns': [
                'order_line_id', 'order_id', 'customer_id', 'ordered_at', 'order_status',
                'product_id', 'quantity', 'unit_price', 'line_amount', 'country', 'currency',
                'campaign_code', 'updated_at',
            ],
            'extra': ['updated_at'],
            'not_in_seed': ['updated_at'],
            'texts': ['country'],
        },
        'customer_totals': {
            'seed': none, 'is_demo': true,
            'columns': [
                'customer_id', 'revenue', 'orders', 'units', 'first_ordered_on',
                'last_ordered_on', 'tenure_days',
            ],
        },
        'customers': {
            'seed': 'demo_customers', 'is_demo': true,
            'columns': [
                'customer_id', 'customer_name', 'customer_group', 'country', 'email',
                'account_manager', 'relationship_started_on',
            ],
        },
        'products': {
            'seed': 'demo_products', 'is_demo': true,
            'columns': ['product_id', 'product_name', 'product_line', 'unit_cost'],
        },
        'campaigns': {
            'seed': 'demo_campaigns', 'is_demo': true,
            'columns': [
                'campaign_id', 'campaign_name', 'starts_on', 'ends_on', 'cost', 'is_seasonal',
                'action',
            ],
            'extra': ['action'],
        },
        'campaign_members': {
            'seed': 'demo_campaign_members', 'is_demo': true,
            'columns': ['campaign_id', 'customer_id', 'is_control'],
        },
        'owners': {
            'seed': 'demo_owners', 'is_demo': true,
            'columns': ['owner', 'territory', 'hours_a_week', 'hourly_cost'],
        },
        'tool_usage': {
            'seed': 'demo_tool_usage', 'is_demo': true,
            'columns': ['user_id', 'used_at', 'tool', 'view'],
        },
        'action_log': {
            'seed': 'demo_action_log', 'is_demo': true,
            'columns': ['customer_id', 'action', 'done_on', 'done_by', 'outcome'],
        },
        'rules': {
            'seed': 'segment_rules', 'is_demo': false,
            'columns': ['scheme', 'priority', 'segment', 'metric', 'at_least', 'below'],
        },
        'rule_overrides': {
            'seed': none, 'is_demo': false,
            'columns': ['scheme', 'priority', 'metric', 'at_least', 'below'],
        },
        'segments': {
            'seed': 'segments', 'is_demo': false,
            'columns': [
                'scheme', 'segment', 'segment_name', 'rank', 'action_group', 'description',
            ],
        },
        'actions': {
            'seed': 'segment_actions', 'is_demo': false,
            'columns': [
                'scheme', 'segment', 'action_rank', 'action', 'channel', 'owner', 'goal',
                'review_after_days', 'effort_hours', 'cost', 'assumed_success_rate',
                'cool_down_days',
            ],
            'extra': ['effort_hours', 'cost', 'assumed_success_rate', 'cool_down_days'],
        },
        'score_bounds': {
            'seed': 'score_bounds', 'is_demo': false,
            'columns': ['metric', 'score', 'at_least'],
        },
        'deal_sizes': {
            'seed': 'deal_sizes', 'is_demo': false,
            'columns': ['deal_size', 'deal_size_rank', 'basis', 'at_least', 'below'],
        },
    }) }}
{%- endmacro %}
