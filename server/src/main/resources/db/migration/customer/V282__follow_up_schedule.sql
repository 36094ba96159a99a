-- Whether the calendar entry of a follow-up reminds its assignee, and who that is; null means who recorded it.
alter table follow_up
    add column plan_remind boolean not null default false,
    add column plan_user bigint references erp_user (id);
