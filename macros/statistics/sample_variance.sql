{# the numerator is exact, so that equal values have no variance at all #}
{% macro sample_variance(count, total, total_of_squares) -%}
    case
        when {{ count }} >= 2
            then
                cast(
                    {{ count }} * {{ total_of_squares }} - {{ total }} * {{ total }}
                    as {{ type_of('float') }}
                )
                / nullif(cast({{ count }} as {{ type_of('float') }}) * ({{ count }} - 1), 0)
    end
{%- endmacro %}
