-- Whether the calendar entry of a follow-up reminds its assignee, and who that is; null means the user who recorded it.
-- Users are never deleted, so the id needs no foreign key into the table of another module.
alter table follow_up
    add column plan_remind boolean not null default false,
    add column plan_user bigint;
