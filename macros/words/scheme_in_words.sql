{# a scheme as people write it: `account_tier` is Account tier, `rfm_11` is RFM 11 #}
{% macro scheme_in_words(scheme) -%}
    case
        when {{ scheme }} = 'rfm' or {{ scheme }} like 'rfm~_%' escape '~'
            then 'RFM' || replace(substring({{ scheme }}, 4), '_', ' ')
        else {{ in_case('upper', 'substring(' ~ scheme ~ ', 1, 1)') }}
            || replace(substring({{ scheme }}, 2), '_', ' ')
    end
{%- endmacro %}
