-- The workers that live, or did a moment ago.
create table queue.workers (
    id uuid primary key,
    name text not null,
    queue text not null,
    -- Empty: all.
    kinds text[] not null,
    labels text[] not null,
    concurrency int not null,
    running int not null,
    is_stopping boolean not null,
    started_at timestamptz not null,
    seen_at timestamptz not null
);
