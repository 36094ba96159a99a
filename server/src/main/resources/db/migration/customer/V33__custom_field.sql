create table custom_field (
    number integer primary key check (number >= 1),
    caption text not null check (char_length(caption) between 1 and 50),
    type text not null check (type in ('TEXT', 'NUMBER', 'DATE', 'CHOICE')),
    options text[] not null,
    enabled boolean not null default true,
    check (cardinality(options) between 0 and 100 and (cardinality(options) > 0) = (type = 'CHOICE'))
);

create unique index custom_field_caption_is_unique on custom_field (customer_folded(caption));

-- One row each: a lock for those who define fields and the number that was given last; and the settings.
create table custom_field_counter (
    only_row boolean primary key default true check (only_row),
    last_number integer not null
);
insert into custom_field_counter (last_number) values (0);

create table customer_settings (
    only_row boolean primary key default true check (only_row),
    review_required boolean not null
);
insert into customer_settings (review_required) values (false);
