-- A file is one row and its pieces, which are numbered from 0 and all of one length but for the last.
create table queue.files (
    id uuid primary key,
    name text not null default '',
    -- 0 batch, 1 batch_output
    purpose smallint not null default 0,
    bytes bigint not null default 0,
    -- Before it is complete nobody sees it.
    is_complete boolean not null default false,
    created_at timestamptz not null default clock_timestamp(),
    touched_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz
);

create index files_expiry on queue.files (expires_at) where is_complete;
create index files_left on queue.files (touched_at) where not is_complete;

create table queue.file_chunks (
    file_id uuid not null references queue.files (id) on delete cascade,
    position int not null,
    data bytea not null,
    primary key (file_id, position)
);
