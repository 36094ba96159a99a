-- WeChat contacts 联系人. The WeChat id is stored trimmed and in NFKC, and compared letter by letter: ids of 企业微信
-- tell upper from lower case, so folding them could make two people one.
create table hub_contact (
    id bigint generated always as identity primary key,
    wx_id text not null,
    remark text not null,
    nickname text not null,
    type text not null,
    source text not null,
    confidence smallint,
    owner text not null,
    k_code text,
    filed_at timestamptz,
    erp_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint hub_contact_wx_id_unique unique (wx_id),
    constraint hub_contact_wx_id_shape check (char_length(wx_id) between 1 and 64 and wx_id !~ '[[:space:][:cntrl:]]'),
    constraint hub_contact_remark_length check (char_length(remark) <= 200),
    constraint hub_contact_nickname_length check (char_length(nickname) <= 200),
    constraint hub_contact_owner_length check (char_length(owner) <= 50),
    constraint hub_contact_type_known check (type in ('customer', 'lead', 'vendor', 'personal', 'unknown')),
    constraint hub_contact_source_known check (source in ('wechat', 'manual', 'import')),
    constraint hub_contact_confidence_range check (confidence between 0 and 100),
    constraint hub_contact_filed_whole check ((k_code is null) = (filed_at is null)),
    constraint hub_contact_erp_id_length check (char_length(erp_id) between 1 and 64)
);

-- A K-code is looked up as people type it, in any letter case.
create unique index hub_contact_k_code_unique on hub_contact (lower(k_code));

-- Each list is read newest first by id; every filter has an index that already is in that order.
create index hub_contact_filed on hub_contact (id) where k_code is not null;
create index hub_contact_unfiled on hub_contact (id) where k_code is null;
create index hub_contact_in_erp on hub_contact (id) where erp_id is not null;
create index hub_contact_not_in_erp on hub_contact (id) where erp_id is null;
create index hub_contact_filed_not_in_erp on hub_contact (id) where k_code is not null and erp_id is null;
create index hub_contact_owner on hub_contact (lower(normalize(owner, NFKC)), id);
