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

-- Every two neighbouring letters of a field, the last letter with the separator. Letters are code points. The cost
-- keeps the planner from computing grams row by row where the index could answer.
create function customer_grams(search_text text) returns tsvector
    language plpgsql immutable strict parallel safe cost 10000
    as $$
declare
    letters constant text[] := string_to_array(search_text, null);
begin
    return array_to_tsvector(array(
        select letter || following
        from rows from (unnest(letters), unnest(letters[2:])) as gram (letter, following)
        where letter <> e'\x1f' and following is not null));
end
$$;

-- The grams that a match of the folded keyword must have; of a single letter, every gram that begins with it.
create function customer_keyword_grams(keyword text) returns tsquery
    language plpgsql immutable strict parallel safe
    as $$
declare
    letters constant text[] := string_to_array(keyword, null);
    quoted text;
begin
    if cardinality(letters) < 2 then
        quoted := replace(replace(keyword, '\', '\\'), '''', '''''');
        return ('''' || quoted || ''':*')::tsquery;
    end if;
    select string_agg('''' || replace(replace(letter || following, '\', '\\'), '''', '''''') || '''', ' & ')
    into quoted
    from rows from (unnest(letters), unnest(letters[2:])) as gram (letter, following)
    where following is not null;
    return quoted::tsquery;
end
$$;

-- Without the pending list: a search must not scan what an insert put off.
create index customer_by_grams on customer using gin (customer_grams(search_text)) with (fastupdate = off);
