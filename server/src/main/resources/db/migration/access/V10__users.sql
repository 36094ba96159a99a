create table erp_user (
    -- from 1001, as the ids of people in charge look in the quick reference
    id bigint generated always as identity (start with 1001) primary key,
    login text not null check (char_length(login) between 1 and 50),
    -- written by the program, because what equals what is decided in one place, Text.folded
    login_folded text not null unique check (login_folded <> ''),
    name text not null check (char_length(name) between 1 and 50),
    role text not null check (role in ('ADMINISTRATOR', 'SALES')),
    -- null for a service account: nobody can sign in with it
    password_hash text,
    enabled boolean not null default true,
    created_at timestamptz not null
);
