{#
    what a share of revenue is a share of; that negative revenue is left out is said only where a
    share with one decimal could show it
#}
{% macro the_revenue(positive_revenue='positive_revenue', all_revenue='all_revenue') -%}
    case
        when
            cast({{ positive_revenue }} as {{ type_of('float') }})
            > 1.001 * cast({{ all_revenue }} as {{ type_of('float') }})
            then 'all positive revenue'
        else 'the revenue'
    end
{%- endmacro %}
