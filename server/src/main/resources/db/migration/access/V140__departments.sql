-- Departments 部门: a tree.
create table department (
    id bigint generated always as identity primary key,
    parent bigint references department (id),
    name text not null check (char_length(name) between 1 and 50),
    short_name text not null check (char_length(short_name) <= 50),
    price_strategy boolean not null default false,
    importance integer not null default 0,
    function text not null check (char_length(function) <= 500),
    summary text not null check (char_length(summary) <= 2000),
    enabled boolean not null default true,
    added_by bigint,
    -- null for the one that ships with KeHub
    added_at timestamptz,
    check (parent <> id)
);

create unique index department_name_is_unique_among_siblings on department (coalesce(parent, 0), customer_folded(name));

insert into department (parent, name, short_name, function, summary) values (null, '总公司', '', '', '');

-- Users who are older than departments, and those who are made without one, work at the top.
alter table erp_user
    add column department bigint not null default 1 references department (id),
    add column deleted boolean not null default false,
    add column fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
    add constraint erp_user_deleted_is_disabled check (not (deleted and enabled));

create index erp_user_by_department on erp_user (department);
