-- One row for each dictionary that the program knows. It is also the lock that adding an entry takes.
create table dictionary_setting (
    dictionary text primary key,
    -- whether new records may hold a text that is no entry
    free_values boolean not null default false,
    -- whether they ever might: such texts must stay searchable after free values are forbidden again
    had_free_values boolean not null default false,
    check (had_free_values or not free_values)
);

-- Records hold the text of an entry, so entries are disabled and never deleted or renamed.
create table dictionary_entry (
    id bigint generated always as identity (start with 101) primary key,
    dictionary text not null references dictionary_setting (dictionary),
    text text not null check (char_length(text) <= 50),
    -- written by the program, because what equals what is decided in one place, Text.folded
    text_folded text not null,
    position integer not null check (position > 0),
    enabled boolean not null default true,
    unique (dictionary, text_folded),
    unique (dictionary, position)
);

insert into dictionary_setting (dictionary) values ('CUSTOMER_SOURCE');

-- The ten customer sources of the quick reference, in its order. Ids below 101 belong to entries that ship with KeHub.
insert into dictionary_entry (id, dictionary, text, text_folded, position)
overriding system value
values
    (1, 'CUSTOMER_SOURCE', '微信', '微信', 1),
    (2, 'CUSTOMER_SOURCE', '网络', '网络', 2),
    (3, 'CUSTOMER_SOURCE', '电话', '电话', 3),
    (4, 'CUSTOMER_SOURCE', '邮件', '邮件', 4),
    (5, 'CUSTOMER_SOURCE', '展会', '展会', 5),
    (6, 'CUSTOMER_SOURCE', '老客户介绍', '老客户介绍', 6),
    (7, 'CUSTOMER_SOURCE', '线下拜访', '线下拜访', 7),
    (8, 'CUSTOMER_SOURCE', '广告', '广告', 8),
    (9, 'CUSTOMER_SOURCE', '其他', '其他', 9),
    (10, 'CUSTOMER_SOURCE', '', '', 10);
