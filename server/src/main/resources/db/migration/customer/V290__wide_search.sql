-- Texts that only the native lists search: filters by a part of one, and the keyword that looks in every column. They have a
-- column of their own, because the keyword of the quick reference looks in fewer.
alter table customer add column wide_text text not null generated always as (
    text_folded(number) || e'\x1f'
    || text_folded(email) || e'\x1f'
    || text_folded(address) || e'\x1f'
    || text_folded(fax) || e'\x1f'
    || text_folded(website) || e'\x1f'
    || text_folded(postcode) || e'\x1f'
    || text_folded(level) || e'\x1f'
    || text_folded(source) || e'\x1f'
    || text_folded(region) || e'\x1f'
    || text_folded(industry) || e'\x1f'
    || text_folded(scale) || e'\x1f'
    || text_folded(coalesce(profile ->> 'PINYIN', '')) || e'\x1f'
    || text_folded(coalesce(profile ->> 'PROGRESS', '')) || e'\x1f'
    || text_folded(coalesce(profile ->> 'VALUE', '')) || e'\x1f'
) stored;

create index customer_by_wide_ngrams on customer using gin (text_ngrams(wide_text)) with (fastupdate = off);

-- The same of contact persons. Their search text stays what the keyword of the quick reference finds.
alter table customer_person add column wide_text text not null generated always as (
    text_folded(fax) || e'\x1f'
    || text_folded(coalesce(fields ->> 'PINYIN', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'DEPARTMENT', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'JOB', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'QQ', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'WECHAT', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'HOBBIES', '')) || e'\x1f'
    || text_folded(coalesce(fields ->> 'REMARK', '')) || e'\x1f'
) stored;

create index customer_person_by_wide_ngrams on customer_person using gin (text_ngrams(wide_text)) with (fastupdate = off);
create index customer_person_by_added_time on customer_person ((added_at at time zone 'UTC'), id);
create index customer_person_by_name on customer_person (text_key(name), id);
