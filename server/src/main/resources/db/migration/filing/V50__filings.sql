-- Filings 建档. A sequence never goes back, so no number is given twice, not even after a filing was undone or rolled back.
create sequence filing_k_code_number;

create table filing (
    k_code text primary key,
    contact_id bigint not null references hub_contact (id),
    filed_at timestamptz not null,
    undone_at timestamptz,
    constraint filing_k_code_shape check (k_code ~ '^K[1-9][0-9]*(-|$)'),
    constraint filing_undone_after check (undone_at >= filed_at)
);

-- A contact is filed once at a time; filings that were undone stay as history.
create unique index filing_standing on filing (contact_id) where undone_at is null;
create index filing_contact on filing (contact_id);
