with

sentences as (

    select
        statement,
        variant,
        topic,
        sentence,
        figure_as,
        unit,
        other_as,
        other_unit,
        source_mart
    from {{ ref('customer_segmentation', 'insight_sentences') }}

)

select * from sentences
