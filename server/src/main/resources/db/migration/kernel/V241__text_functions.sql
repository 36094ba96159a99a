-- Functions on texts belong to no module: every module calls them. Renaming keeps the indexes and generated columns that use
-- them. The functions whose bodies call others by name are replaced; all bodies are repeated, so that this file is complete.
alter function customer_folded(text) rename to text_folded;
alter function customer_grams(text) rename to text_ngrams;
alter function customer_quoted_gram(text) rename to text_quoted_ngram;
alter function customer_keyword_grams(text) rename to text_keyword_ngrams;

-- The form in which texts are compared: the same as io.kehub.kernel.Text.folded. Invisible characters are the code points
-- that Unicode calls Default_Ignorable, and the format characters of annotations and hieroglyphs. The lists are fixed and
-- the collation is named, so that databases of any locale and version fold alike. Upper case first, so that both small
-- sigmas become one; composed again at the end, because some letters have a composed form in lower case only.
create or replace function text_folded(given text) returns text
    language sql immutable strict parallel safe
    return normalize(lower(upper(btrim(
        normalize(
            regexp_replace(
                given,
                '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164'
                    || '\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3'
                    || '\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
                '',
                'g'),
            NFKC),
        e'\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012'
            || e'\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F \u00A0\u1680\u2000\u2001'
            || e'\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u2800\u3000')
        collate "pg_c_utf8")), NFC);

-- The form in which texts that identify a record are compared: the same as io.kehub.kernel.Text.key.
create or replace function text_key(given text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        text_folded(given), '[\u0001-\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000]', '', 'g');

-- The n-grams of a search text, whose fields are closed by the unit separator U+001F: every two adjacent characters (code
-- points) of a field, the last one with the separator; and every four adjacent digits, because two digits occur in nearly
-- every phone number. The cost keeps the planner from computing n-grams row by row where the index can answer.
create or replace function text_ngrams(search_text text) returns tsvector
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

-- An n-gram as a quoted tsquery term.
create or replace function text_quoted_ngram(gram text) returns text
    language sql immutable strict parallel safe
    return '''' || replace(replace(gram, '\', '\\'), '''', '''''') || '''';

-- The n-grams that a text with the folded keyword must have; for a single character, every n-gram that begins with it.
-- Pairs of digits are omitted where four digits are more selective. From three characters on, a text with all n-grams
-- may still not contain the keyword.
create or replace function text_keyword_ngrams(keyword text) returns tsquery
    language plpgsql immutable strict parallel safe
    as $$
declare
    letters constant text[] := string_to_array(keyword, null);
    grams text[];
begin
    if cardinality(letters) < 2 then
        return (text_quoted_ngram(keyword) || ':*')::tsquery;
    end if;
    grams := array(
        select gram
        from rows from (unnest(letters), unnest(letters[2:]), unnest(letters[3:]), unnest(letters[4:]))
            as letter (first, second, third, fourth)
        cross join lateral (values
            (case when keyword !~ '[0-9]{4}' or first || second !~ '^[0-9]{2}$' then first || second end),
            (substring(first || second || third || fourth from '^[0-9]{4}$'))) as made (gram)
        where gram is not null);
    return (select string_agg(text_quoted_ngram(gram), ' & ') from unnest(grams) as gram)::tsquery;
end
$$;

-- Phone numbers as they are searched: the digits without the blanks, dashes, dots and brackets between them. Anything else,
-- such as an extension or a second number, begins after a slash. A landline with the country code is repeated in its
-- domestic form. Empty if there is no digit.
create or replace function phone_digits(given text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    bare constant text := btrim(
        regexp_replace(
            regexp_replace(
                text_folded(given),
                '[\u0009-\u000D \u1680\u2028\u2029\u2800()\[\].·•‧∙⋅・_\u2010-\u2015\u2043\u2212-]',
                '',
                'g'),
            '[^0-9+]+',
            '/',
            'g'),
        '/');
    at_home text;
begin
    if bare !~ '[0-9]' then
        return '';
    end if;
    if bare ~ '^(\+|00)86' then
        at_home := substring(bare from '^(?:\+|00)86([2-9][0-9]{8,10}|10[0-9]{8})(?![0-9])');
    end if;
    return bare || coalesce(e'\x1f0' || at_home, '');
end
$$;

-- What a search text contains of a phone number in addition to its folded form, closed by the separator; empty if the folded
-- form is enough.
create or replace function phone_search_text(given text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    digits text;
begin
    if given ~ '^[0-9]*$' then
        return '';
    end if;
    digits := phone_digits(given);
    return case when digits = '' or digits = text_folded(given) then '' else digits || e'\x1f' end;
end
$$;

-- The digits of a keyword that looks like a phone number, without the country code of China; any other keyword folded.
create or replace function phone_keyword(keyword text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    folded constant text := text_folded(keyword);
begin
    if folded !~ '[0-9].*[0-9].*[0-9]'
        or folded !~ '^[0-9+(][0-9+/,;、#*转分机extx\u0009-\u000D \u2028\u2029\u2800()\[\].·•‧∙⋅・_\u2010-\u2015\u2043\u2212-]+$' then
        return folded;
    end if;
    return regexp_replace(
        split_part(phone_digits(keyword), e'\x1f', 1), '^(?:(?:\+|00)86(?=[0-9]{5})|86(?=1[3-9][0-9]{9}$))', '');
end
$$;
