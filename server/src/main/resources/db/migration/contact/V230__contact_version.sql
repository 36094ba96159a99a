-- Goes up with every correction of what a contact says, so that a delivery can tell which values it carried.
alter table hub_contact add column version bigint not null default 1 check (version > 0);

create function hub_contact_corrected() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;

create trigger hub_contact_corrected before update of remark, nickname, type, confidence, owner on hub_contact
    for each row
    when ((old.remark, old.nickname, old.type, old.confidence, old.owner)
          is distinct from (new.remark, new.nickname, new.type, new.confidence, new.owner))
    execute function hub_contact_corrected();
