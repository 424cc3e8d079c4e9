-- words that the three tables share. What is drawn is drawn by whole numbers and by operations that
-- are exact to the last bit (+, *, square root), so that it is the same on every machine

-- hashed twice: a hash of two things is one of the first, changed the same way for all of the second
create macro mixed(number, purpose) as hash(hash(number, purpose));

-- a whole number from 0 up to a number of sides
create macro thrown(number, purpose, sides) as cast(mixed(number, purpose) % sides as bigint);

create macro drawn_from(list, number, purpose) as (
    getvariable(list)[1 + thrown(number, purpose, len(getvariable(list)))]
);

-- from 0 up to 1
create macro chance(number, purpose) as (
    cast(mixed(number, purpose) >> 11 as double) / 9007199254740992
);

-- a power of 2.5: the first of a million customers has two thousand orders, the last has one or none
create macro rank_drawn(number, purpose) as cast(floor(
    getvariable('customers') * chance(number, purpose) * chance(number, purpose)
    * sqrt(chance(number, purpose))
) as bigint);

-- two of five are there from the beginning, the others come later; three of ten leave some day
create macro is_customer(customer_rank, day) as (
    thrown(customer_rank, 'early', 5) < 2
    or day >= date '2023-01-01' + cast(thrown(customer_rank, 'came', 1096) as integer)
) and (
    thrown(customer_rank, 'stays', 10) < 7
    or day < date '2023-01-01' + cast(
        thrown(customer_rank, 'came', 1096) + thrown(customer_rank, 'left', 1096) as integer
    )
);

create macro product_drawn(line_key) as cast(floor(
    getvariable('products') * chance(line_key, 'product') * chance(line_key, 'product')
) as bigint);

-- few prices, so that many customers have spent exactly the same
create macro price_of(product_rank) as drawn_from('prices', product_rank, 'price');

-- large customers are found all over the list
create macro customer_of(customer_rank) as 'C' || lpad(
    cast(1 + customer_rank * 2654435761 % getvariable('customers') as varchar), 9, '0'
);

create macro product_of(product_rank) as 'P' || lpad(
    cast(1 + product_rank * 2654435761 % getvariable('products') as varchar), 6, '0'
);

create macro country_of(customer_rank) as drawn_from('countries', customer_rank, 'country');
