{#
    a share with half a member more: an empty group would make the logarithm of its change infinite
#}
{% macro smoothed_share(members, all_members) -%}
    (cast(coalesce({{ members }}, 0) as {{ type_of('float') }}) + 0.5)
        / (cast({{ all_members }} as {{ type_of('float') }}) + 0.5)
{%- endmacro %}
