-- 关联项目: the opportunity that a contract comes from; it belongs to the same customer.
alter table contract add column opportunity bigint;
alter table contract add constraint contract_opportunity_is_of_its_customer
foreign key (opportunity, customer) references opportunity (id, customer);
create index contract_by_opportunity on contract (opportunity, id) where opportunity is not null;
