-- The form in which texts are compared: the same letters as io.kehub.kernel.Text.folded, without the trimming.
-- The collation is named, so that a database of any locale folds alike.
create function customer_folded(given text) returns text
    language sql immutable strict parallel safe
    return lower(normalize(given, NFKC) collate "pg_c_utf8");

create table customer (
    id bigint generated always as identity (start with 10001) primary key,
    name text not null check (char_length(name) between 1 and 200),
    short_name text not null check (char_length(short_name) <= 100),
    kind smallint not null check (kind in (1, 2)),
    source text not null check (char_length(source) <= 50),
    contact_person text not null check (char_length(contact_person) <= 50),
    phone text not null check (char_length(phone) <= 50),
    mobile text not null check (char_length(mobile) <= 50),
    email text not null check (char_length(email) <= 100),
    address text not null check (char_length(address) <= 500),
    remark text not null check (char_length(remark) <= 2000),
    level text not null check (char_length(level) <= 50),
    industry text not null check (char_length(industry) <= 50),
    scale text not null check (char_length(scale) <= 50),
    region text not null check (char_length(region) <= 50),
    website text not null check (char_length(website) <= 200),
    fax text not null check (char_length(fax) <= 50),
    postcode text not null check (char_length(postcode) <= 20),
    k_code text not null check (char_length(k_code) <= 50),
    custom_fields jsonb not null default '{}' check (jsonb_typeof(custom_fields) = 'object'),
    owner bigint not null constraint customer_owner_is_a_user references erp_user (id),
    added_by bigint not null constraint customer_added_by_is_a_user references erp_user (id),
    added_at timestamptz not null,
    last_followed_up_at timestamptz,
    reviewed boolean not null,
    shielded boolean not null default false
);

create unique index customer_k_code_is_unique on customer (customer_folded(k_code)) where k_code <> '';

-- One index for each grouping of customer_count (V32): they walk any filter newest first without touching a
-- customer that the filter leaves out; added_at rides along for ranges of time.
create index customer_by_kind on customer (kind, reviewed, id) include (added_at);
create index customer_by_source on customer (source, kind, reviewed, id) include (added_at);
create index customer_by_owner on customer (owner, kind, reviewed, id) include (added_at);
create index customer_by_owner_and_source on customer (owner, source, kind, reviewed, id) include (added_at);
