-- The token itself is known to the caller alone; a copy of this table opens nothing.
create table erp_session (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    user_id bigint not null references erp_user (id),
    opened_at timestamptz not null,
    last_used_at timestamptz not null
);

create index erp_session_user on erp_session (user_id);
create index erp_session_last_used on erp_session (last_used_at);
