-- the order lines of one month, named by the variable ordered_month. All chance is a hash of the order or of the line
with

orders as (

    select
        day,
        first_line,
        next_line,
        unnest(range(first_order, next_order)) as order_number
    from days
    where ordered_month = getvariable('ordered_month')

),

-- of every five orders in a row one has one line, one has two, ... one has five: 15 lines
shaped as (

    select
        *,
        thrown(order_number // 5, 'shape', 5) as shape,
        order_number % 5 as place
    from orders

),

-- a customer is drawn by rank, the first ranks far more often; whoever isn't there yet, or has left,
-- is drawn again, twice at most
drawn as (

    select
        *,
        1 + (place + shape) % 5 as order_size,
        15 * (order_number // 5)
        + getvariable('lines_before')[1 + shape][1 + place] as line_before,
        rank_drawn(order_number, 'first draw') as first_rank,
        rank_drawn(order_number, 'second draw') as second_rank,
        rank_drawn(order_number, 'third draw') as third_rank
    from shaped

),

placed as (

    select
        *,
        case
            when getvariable('half_of_one') and thrown(order_number, 'one', 2) = 0 then 0
            when is_customer(first_rank, day) then first_rank
            when is_customer(second_rank, day) then second_rank
            else third_rank
        end as customer_rank,
        to_seconds(cast(25200 + thrown(order_number, 'second', 50400) as integer)) as time_of_day
    from drawn

),

opened as (

    select
        *,
        unnest(range(1, order_size + 1)) as place_of_line
    from placed

),

numbered as (

    select
        *,
        line_before + place_of_line - 1 as line_number
    from opened

),

-- one line in a thousand is a copy of the line before: the same key a second time
flagged as (

    select
        *,
        place_of_line > 1 and thrown(line_number, 'copy', 800) = 0 as is_copy,
        thrown(line_number, 'defect', 1000) = 0 as is_defective,
        thrown(line_number, 'kind of defect', 6) as defect
    from numbered
    where line_number >= first_line and line_number < next_line

),

copied as (

    select
        *,
        place_of_line - cast(is_copy as integer) as line_place
    from flagged

),

keyed as (

    select
        *,
        8 * order_number + line_place as line_key,
        'O' || cast(1000000000 + order_number as varchar) as order_key
    from copied

),

bought as (

    select
        *,
        product_drawn(line_key) as product_rank,
        drawn_from('quantities', line_key, 'quantity')
        * case when thrown(line_key, 'refund', 100) = 0 then -1 else 1 end
            as quantity
    from keyed

),

priced as (

    select
        *,
        price_of(product_rank) as unit_price,
        -- half of the copies contradict their original
        quantity * price_of(product_rank)
        * case when is_copy and line_number % 2 = 0 then 2 else 1 end as line_amount
    from bought

),

spoiled as (

    select
        order_key || '-' || line_place as order_line_id,
        case when not (is_defective and defect = 0) then order_key end as order_id,
        case when not (is_defective and defect = 1) then customer_of(customer_rank) end
            as customer_id,
        case
            when is_defective and defect = 2 then null
            when is_defective and defect = 3 then timestamp '2099-12-31'
            when is_defective and defect = 4 then timestamp '1899-12-31'
            else cast(day as timestamp) + time_of_day
        end as ordered_at,
        drawn_from('statuses', order_number, 'status') as order_status,
        product_of(product_rank) as product_id,
        cast(quantity as integer) as quantity,
        cast(unit_price as decimal(18, 2)) as unit_price,
        cast(case when not (is_defective and defect = 5) then line_amount end as decimal(18, 2))
            as line_amount,
        country_of(customer_rank) as country,
        'EUR' as currency,
        case
            when thrown(order_number, 'campaign', 40) = 0
                then 'CMP0' || (1 + thrown(order_number, 'which campaign', 6))
        end as campaign_code
    from priced

)

select * from spoiled
