-- A batch: a file with requests, each of which becomes a job.
create table queue.batches (
    id uuid primary key,
    input_file uuid not null,
    endpoint text not null,
    keep_files_for interval not null,
    -- An object of JSON.
    metadata text,
    -- 0 validating, 1 in progress, 2 finalizing, 3 cancelling, 4 completed, 5 failed, 6 expired, 7 cancelled
    status smallint not null default 0,
    total int not null default 0,
    completed int not null default 0,
    failed int not null default 0,
    -- How many requests are jobs, or were, and where in the file the others begin.
    submitted int not null default 0,
    position bigint not null default 0,
    -- A list of JSON.
    problems text,
    output_file uuid,
    error_file uuid,
    -- Greater with every claim: what an earlier keeper still writes is refused.
    token int not null default 0,
    -- When a keeper may take it: while one has it the end of its lease, else when its turn is.
    due_at timestamptz not null default clock_timestamp(),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    in_progress_at timestamptz,
    finalizing_at timestamptz,
    cancelling_at timestamptz,
    ended_at timestamptz
);

create index batches_due on queue.batches (due_at) where status < 4;
create index batches_ended on queue.batches (ended_at) where ended_at is not null;

-- In order, since what became of them is read page by page.
drop index queue.jobs_batch;
create index jobs_batch on queue.jobs (batch, id) where batch is not null;
create index jobs_batch_active on queue.jobs (batch) where batch is not null and state < 3;
