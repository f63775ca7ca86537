-- One row is one job, from its submission to its expiry. Large values are moved out of the row, so that changing its state does not copy them.
create table queue.jobs (
    id uuid primary key,
    queue text not null,
    tenant text not null,
    kind text not null,
    labels text[] not null,
    priority smallint not null,
    -- 0 ready, 1 delayed, 2 running, 3 completed, 4 failed, 5 cancelled, 6 timed out
    state smallint not null,
    -- The place among the ready jobs of a priority; see PostgresSubmissions.
    rank bigint not null,
    attempt int not null default 0,
    failures int not null default 0,
    crashes int not null default 0,
    retries int not null,
    time_limit interval not null,
    keep_for interval not null,
    idempotency_key text,
    content_hash bytea not null,
    batch uuid,
    worker text,
    lease_until timestamptz,
    created_at timestamptz not null,
    run_at timestamptz not null,
    start_by timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz,
    last_sequence bigint not null default 1,
    failure_code text,
    failure_message text,
    -- The changes of its state as events, one line of JSON each.
    history text not null,
    payload bytea not null,
    result_type text,
    result bytea
) with (toast_tuple_target = 512, fillfactor = 80);

create unique index jobs_idempotency on queue.jobs (tenant, idempotency_key) where idempotency_key is not null;
create index jobs_ready on queue.jobs (queue, priority desc, rank, id) where state = 0;
create index jobs_pending on queue.jobs (queue, tenant, priority, rank) where state < 2;
create index jobs_delayed on queue.jobs (run_at) where state = 1;
create index jobs_redelivered on queue.jobs (run_at) where state = 1 and failure_code = 'worker_lost';
create index jobs_late on queue.jobs (start_by) where state < 2 and start_by is not null;
create index jobs_running on queue.jobs (lease_until) where state = 2;
create index jobs_dead on queue.jobs (id) where state in (4, 6);
create index jobs_batch on queue.jobs (batch) where batch is not null;
create index jobs_expiry on queue.jobs (expires_at) where expires_at is not null;

-- What workers say about running jobs.
create table queue.events (
    job_id uuid not null references queue.jobs (id) on delete cascade,
    sequence bigint not null,
    attempt int not null,
    type smallint not null,
    data text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (job_id, sequence)
);

-- A line of jobs.history: `s` its number among the job's events, `a` the attempt, `t` what happened (JobEventType), `d` more about it, `at` when.
create function queue.line(sequence bigint, attempt int, type int, data json) returns text language sql stable as $$
    select json_build_object('s', sequence, 'a', attempt, 't', type, 'd', data, 'at', clock_timestamp())::text || E'\n'
$$;
