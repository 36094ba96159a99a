-- Who added and changed a warehouse or bin, and when; unknown for those of earlier versions.
alter table warehouse
    add column added_by bigint,
    add column added_at timestamptz,
    add column changed_by bigint,
    add column changed_at timestamptz;
