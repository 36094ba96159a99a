-- Search by any part of name, short name, phone, mobile or remark (ADR 0004).

-- The five fields, folded, each closed by the unit separator U+001F: no field holds it, so no match spans two fields.
alter table customer
    add column search_text text not null generated always as (
        customer_folded(name) || e'\x1f'
        || customer_folded(short_name) || e'\x1f'
        || customer_folded(phone) || e'\x1f'
        || customer_folded(mobile) || e'\x1f'
        || customer_folded(remark) || e'\x1f'
    ) stored;

-- Every two neighbouring letters of a field, the last letter with the separator; and every four neighbouring digits,
-- because two digits stand in nearly every telephone number. Letters are code points. The cost keeps the planner from
-- making grams row by row where the index could answer.
create function customer_grams(search_text text) returns tsvector
    language plpgsql immutable strict parallel safe cost 10000
    as $$
declare
    grams text[] := '{}';
    letter text;
    previous text := e'\x1f';
    digits text := '';
begin
    foreach letter in array string_to_array(search_text, null) loop
        if previous <> e'\x1f' then
            grams := grams || (previous || letter);
        end if;
        if ascii(letter) between ascii('0') and ascii('9') then
            digits := right(digits, 3) || letter;
            if length(digits) = 4 then
                grams := grams || digits;
            end if;
        else
            digits := '';
        end if;
        previous := letter;
    end loop;
    return array_to_tsvector(grams);
end
$$;

-- A gram as a tsquery spells it, whatever its letters mean there.
create function customer_quoted_gram(gram text) returns text
    language sql immutable strict parallel safe
    return '''' || replace(replace(gram, '\', '\\'), '''', '''''') || '''';

-- The grams that a match of the folded keyword must have; of a single letter, every gram that begins with it. Pairs of
-- digits are left out where four digits tell more. From three letters on, having the grams is not yet a match.
create function customer_keyword_grams(keyword text) returns tsquery
    language plpgsql immutable strict parallel safe
    as $$
declare
    letters constant text[] := string_to_array(keyword, null);
    grams text[];
begin
    if cardinality(letters) < 2 then
        return (customer_quoted_gram(keyword) || ':*')::tsquery;
    end if;
    grams := array(
        select gram
        from rows from (unnest(letters), unnest(letters[2:]), unnest(letters[3:]), unnest(letters[4:]))
            as letter (first, second, third, fourth)
        cross join lateral (values
            (case when keyword !~ '[0-9]{4}' or first || second !~ '^[0-9]{2}$' then first || second end),
            (substring(first || second || third || fourth from '^[0-9]{4}$'))) as made (gram)
        where gram is not null);
    return (select string_agg(customer_quoted_gram(gram), ' & ') from unnest(grams) as gram)::tsquery;
end
$$;

-- Without the pending list: a search must not scan what an insert put off.
create index customer_by_grams on customer using gin (customer_grams(search_text)) with (fastupdate = off);
