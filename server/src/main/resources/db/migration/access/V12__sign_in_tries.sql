-- The latest tries to sign in, one row for each login, whether such a user exists or not. The login itself is not kept:
-- people type passwords into that field, and a hash is never too long.
create table sign_in_tries (
    login_hash bytea primary key check (octet_length(login_hash) = 32),
    wrong_at timestamptz[] not null default '{}',
    under_way_since timestamptz[] not null default '{}',
    closed_until timestamptz,
    -- from then on the row says nothing and may be removed
    expires_at timestamptz not null
);

create index sign_in_tries_expires on sign_in_tries (expires_at);
