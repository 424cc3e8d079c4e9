{% macro gini(amount, rank_from_largest) -%}
    case
        when sum({{ amount }}) > 0
            then {{ ratio(
                '(count(*) + 1) * sum(' ~ amount ~ ')'
                ~ ' - 2 * sum(' ~ rank_from_largest ~ ' * ' ~ amount ~ ')',
                'count(*) * sum(' ~ amount ~ ')',
            ) }}
    end
{%- endmacro %}
