-- Whose files and batches are; those from before are the tenant's whose the jobs of all are that name none.
alter table queue.files add tenant text not null default 'default';
alter table queue.batches add tenant text not null default 'default';

create index files_tenant on queue.files (tenant, id) where is_complete;
create index batches_tenant on queue.batches (tenant, id);
