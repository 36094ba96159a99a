-- Texts are compared without letter case, width, compatibility forms and invisible characters; texts that identify a
-- record also without blanks. This replaces the comparison of V30 and rebuilds everything that was computed with it.

-- The form in which texts are compared: the same as io.kehub.kernel.Text.folded. Invisible are the code points that
-- Unicode calls Default_Ignorable, and the format characters of annotations and hieroglyphs. The lists are fixed and
-- the collation is named, so that a database of any locale and version folds alike. Upper case first, so that both
-- small sigmas become one; composed again at the end, because some letters have a composed form in lower case only.
create or replace function customer_folded(given text) returns text
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
create function text_key(given text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        customer_folded(given), '[\u0001-\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000]', '', 'g');

-- Unique texts. A column <name>_duplicate numbers the records whose texts had been different before the comparison got
-- stricter: 0 is the one that keeps others away, and every new record is 0, so a unique index over both admits no new
-- duplicate. The triggers keep it so: a duplicate that gets another text becomes 0, and one that is left behind by the
-- 0 of its text takes its place.
create function text_duplicate_changed() returns trigger
    language plpgsql
    as $$
begin
    return jsonb_populate_record(new, jsonb_build_object(tg_argv[0] || '_duplicate', 0));
end
$$;

create function text_duplicate_left() returns trigger
    language plpgsql
    as $$
declare
    -- column, id, key, scope and condition, each as an expression of the table's columns
    key text;
    scope text;
begin
    execute format('select %s, (%s)::text from (select ($1).*) as gone', tg_argv[2], tg_argv[3]) into key, scope using old;
    execute format(
        'update %1$s set %2$I = 0 where %3$I = (
            select %3$I from %1$s
            where %4$s = $1 and (%5$s)::text = $2 and %6$s and %2$I > 0
            order by %2$I limit 1)',
        tg_relid::regclass, tg_argv[0] || '_duplicate', tg_argv[1], tg_argv[2], tg_argv[3], tg_argv[4])
        using key, scope;
    return null;
end
$$;

-- Makes the texts of a column unique by their key. {row} in key, scope and condition stands for the qualifier of columns.
--   scope: what the texts are unique within, such as '{row}kind'
--   condition: which records take part
--   id: the column that says which of several duplicates is the oldest
create procedure text_made_unique(
    of_table regclass, of_column name, index_name name, key text,
    scope text default 'true', condition text default 'true', id name default 'id')
    language plpgsql
    as $$
declare
    number constant name := of_column || '_duplicate';
    plain_key constant text := replace(key, '{row}', '');
    plain_scope constant text := replace(scope, '{row}', '');
    plain_condition constant text := replace(condition, '{row}', '');
    changed constant text := format(
        '(%s, %s) is distinct from (%s, %s)',
        replace(key, '{row}', 'old.'), replace(scope, '{row}', 'old.'),
        replace(key, '{row}', 'new.'), replace(scope, '{row}', 'new.'));
    touched constant text := format(
        '(old.%1$I is distinct from new.%1$I or %2$s is distinct from %3$s)',
        of_column, replace(scope, '{row}', 'old.'), replace(scope, '{row}', 'new.'));
begin
    execute format('alter table %s add column %I integer not null default 0', of_table, number);
    execute format(
        'with twin as (
            select %1$s as key, %2$s as scope from %3$s where %4$s group by 1, 2 having count(*) > 1
        ), numbered as (
            select t.%5$I as id, row_number() over (partition by twin.key, twin.scope order by t.%5$I) - 1 as number
            from %3$s t join twin on %6$s = twin.key and %7$s is not distinct from twin.scope
            where %8$s
        )
        update %3$s as t set %9$I = numbered.number from numbered where numbered.id = t.%5$I and numbered.number > 0',
        plain_key, plain_scope, of_table, plain_condition, id,
        replace(key, '{row}', 't.'), replace(scope, '{row}', 't.'), replace(condition, '{row}', 't.'), number);
    execute format(
        'create unique index %I on %s (%s) where %s',
        index_name, of_table,
        concat_ws(', ', plain_key, '(' || nullif(plain_scope, 'true') || ')', quote_ident(number)), plain_condition);
    execute format(
        'create trigger %I before update on %s for each row when (old.%I > 0 and %s)
            execute function text_duplicate_changed(%L)',
        of_column || '_duplicate_changed', of_table, number, changed, of_column);
    execute format(
        'create trigger %I after update on %s for each row when (old.%I = 0 and %s and %s)
            execute function text_duplicate_left(%L, %L, %L, %L, %L)',
        of_column || '_duplicate_left', of_table, number, touched, changed,
        of_column, id, plain_key, plain_scope, plain_condition);
    execute format(
        'create trigger %I after delete on %s for each row when (old.%I = 0)
            execute function text_duplicate_left(%L, %L, %L, %L, %L)',
        of_column || '_duplicate_deleted', of_table, number,
        of_column, id, plain_key, plain_scope, plain_condition);
end
$$;

-- Phone numbers as they are searched: the digits without the blanks, dashes, dots and brackets that people put between
-- them; whatever else stands there, such as an extension or a second number, begins behind a slash. A landline behind the
-- country code is held a second time, as it is dialled at home. Empty where there is no digit.
create function phone_digits(given text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    bare constant text := btrim(
        regexp_replace(
            regexp_replace(
                customer_folded(given),
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

-- What a search text holds of a phone number beside its given form, closed by the separator; empty where that is enough.
create function phone_search_text(given text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    digits text;
begin
    if given ~ '^[0-9]*$' then
        return '';
    end if;
    digits := phone_digits(given);
    return case when digits = '' or digits = customer_folded(given) then '' else digits || e'\x1f' end;
end
$$;

-- The digits of a keyword that looks like a phone number, without the country code of China; another keyword folded.
create function phone_keyword(keyword text) returns text
    language plpgsql immutable strict parallel safe
    as $$
declare
    folded constant text := customer_folded(keyword);
begin
    if folded !~ '[0-9].*[0-9].*[0-9]'
        or folded !~ '^[0-9+(][0-9+/,;、#*转分机extx\u0009-\u000D \u2028\u2029\u2800()\[\].·•‧∙⋅・_\u2010-\u2015\u2043\u2212-]+$' then
        return folded;
    end if;
    return regexp_replace(
        split_part(phone_digits(keyword), e'\x1f', 1), '^(?:(?:\+|00)86(?=[0-9]{5})|86(?=1[3-9][0-9]{9}$))', '');
end
$$;

-- The grams that a search text with the keyword must have, as given or as the digits of a phone number.
create function customer_search_grams(keyword text) returns tsquery
    language sql immutable strict parallel safe
    return case
        when phone_keyword(keyword) = customer_folded(keyword) then customer_keyword_grams(customer_folded(keyword))
        else customer_keyword_grams(customer_folded(keyword)) || customer_keyword_grams(phone_keyword(keyword))
    end;

-- Whether a text that is folded already holds the keyword, as given or as the digits of a phone number.
create function customer_search_holds(search_text text, keyword text) returns boolean
    language sql immutable strict parallel safe
    return strpos(search_text, customer_folded(keyword)) > 0 or strpos(search_text, phone_keyword(keyword)) > 0;

-- The same of a phone number as people write it.
create function phone_holds(given text, keyword text) returns boolean
    language sql immutable strict parallel safe
    return customer_search_holds(customer_folded(given) || e'\x1f' || phone_digits(given), keyword);

-- Duplicate rules: names are compared by their key, phone numbers by their digits, without the country code; fewer than
-- five characters are a placeholder or an extension, and compared with nothing.
create or replace function customer_unique_key_of(field text, given text) returns text
    language sql immutable strict parallel safe
    return case field
        when 'NAME' then nullif(text_key(given), '')
        else (
            select case when char_length(bare) >= 5 then bare end
            from phone_digits(given) as digits
            cross join lateral replace(
                coalesce(
                    nullif(split_part(digits, e'\x1f', 2), ''),
                    regexp_replace(digits, '^(?:(?:\+|00)86|86(?=1[3-9][0-9]{9}$))', '')),
                '/',
                '') as bare)
        end;

select pg_advisory_xact_lock(customer_duplicate_lock());
delete from customer_unique_key;
insert into customer_unique_key (field, key, holders)
select given.field, customer_unique_key_of(given.field, given.text) as key, count(*)
from customer_settings s
join customer c on s.unique_fields <> '{}'
cross join lateral (values ('NAME', c.name), ('PHONE', c.phone), ('MOBILE', c.mobile)) as given (field, text)
where given.field = any(s.unique_fields) and customer_unique_key_of(given.field, given.text) is not null
group by 1, 2;

-- Search texts. Their tables are written anew, and with them every index that stays.
drop index customer_k_code_is_unique;
drop index customer_number_is_unique;
drop index customer_by_number_prefix;
alter table customer alter column search_text set expression as (
    customer_folded(name) || e'\x1f'
    || customer_folded(short_name) || e'\x1f'
    || customer_folded(phone) || e'\x1f'
    || customer_folded(mobile) || e'\x1f'
    || customer_folded(remark) || e'\x1f'
    || phone_search_text(phone) || phone_search_text(mobile)
);
alter table customer_person alter column search_text set expression as (
    customer_folded(name) || e'\x1f'
    || customer_folded(phone) || e'\x1f'
    || customer_folded(mobile) || e'\x1f'
    || customer_folded(email) || e'\x1f'
    || phone_search_text(phone) || phone_search_text(mobile)
);
drop index contract_number_is_unique;
alter table contract alter column search_text set expression as (
    customer_folded(number) || e'\x1f' || customer_folded(title) || e'\x1f'
);
drop index product_code_is_unique;
alter table product alter column search_text set expression as (
    customer_folded(name) || e'\x1f' || customer_folded(code) || e'\x1f' || customer_folded(model) || e'\x1f'
);
drop index stock_document_number_is_unique;
alter table stock_document alter column search_text set expression as (
    customer_folded(number) || e'\x1f' || customer_folded(title) || e'\x1f' || customer_folded(source_customer) || e'\x1f'
);

-- Texts that identify a record.
call text_made_unique('customer', 'number', 'customer_number_is_unique', 'text_key({row}number)',
    condition => '{row}number <> ''''');
call text_made_unique('customer', 'k_code', 'customer_k_code_is_unique', 'text_key({row}k_code)',
    condition => '{row}k_code <> ''''');
create index customer_by_number_prefix on customer (text_key(number) text_pattern_ops);
create index customer_by_name_key on customer (text_key(name));

call text_made_unique('contract', 'number', 'contract_number_is_unique', 'text_key({row}number)');
call text_made_unique('product', 'code', 'product_code_is_unique', 'text_key({row}code)');
call text_made_unique('stock_document', 'number', 'stock_document_number_is_unique', 'text_key({row}number)');

drop index contract_settlement_number_is_unique;
call text_made_unique('contract_settlement', 'number', 'contract_settlement_number_is_unique', 'text_key({row}number)',
    scope => '{row}kind', condition => '{row}number <> ''''');

drop index custom_field_caption_is_unique;
call text_made_unique('custom_field', 'caption', 'custom_field_caption_is_unique', 'text_key({row}caption)',
    id => 'number');

drop index department_name_is_unique_among_siblings;
call text_made_unique('department', 'name', 'department_name_is_unique_among_siblings', 'text_key({row}name)',
    scope => 'coalesce({row}parent, 0)');
drop index product_class_name_is_unique_among_siblings;
call text_made_unique('product_class', 'name', 'product_class_name_is_unique_among_siblings', 'text_key({row}name)',
    scope => 'coalesce({row}parent, 0)');
drop index warehouse_name_is_unique_among_siblings;
call text_made_unique('warehouse', 'name', 'warehouse_name_is_unique_among_siblings', 'text_key({row}name)',
    scope => 'coalesce({row}parent, 0)');

-- The keys of logins and entries were written by the program; now the database computes every key.
alter table erp_user drop column login_folded;
call text_made_unique('erp_user', 'login', 'erp_user_login_is_unique', 'text_key({row}login)');
create index erp_user_by_name_key on erp_user (text_key(name));
alter table dictionary_entry drop column text_folded;
call text_made_unique('dictionary_entry', 'text', 'dictionary_entry_text_is_unique', 'text_key({row}text)',
    scope => '{row}dictionary');

-- People's WeChat ids are the same in any letter case. Only ids that systems give out tell case: external_userid of
-- 企业微信 (wm or wo and 30 characters), and openid and unionid (o and 27).
create function wechat_key(wx_id text) returns text
    language sql immutable strict parallel safe
    return case
        when wx_id ~ '^(w[mo][A-Za-z0-9_-]{30}|o[A-Za-z0-9_-]{27})$' then wx_id
        else text_key(wx_id)
    end;

alter table hub_contact drop constraint hub_contact_wx_id_unique;
call text_made_unique('hub_contact', 'wx_id', 'hub_contact_wx_id_unique', 'wechat_key({row}wx_id)');
drop index hub_contact_k_code_unique;
create unique index hub_contact_k_code_unique on hub_contact (text_key(k_code));
drop index hub_contact_owner;
create index hub_contact_owner on hub_contact (text_key(owner), id);
