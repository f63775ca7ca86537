-- Whose files and batches are; those from before are the tenant's whose the jobs of all are that name none.
alter table queue.files add tenant text not null default 'default';
alter table queue.batches add tenant text not null default 'default';

create index files_tenant on queue.files (tenant, id) where is_complete;
create index batches_tenant on queue.batches (tenant, id);

-- How many requests of a tenant's batches wait is counted before more are submitted.
create index jobs_batch_waiting on queue.jobs (tenant) where batch is not null and state < 2;
