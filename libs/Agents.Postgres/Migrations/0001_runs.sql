-- One row is one run: what its journal comes to. It is changed with each append and stays on its page, since no index has what an append changes while the run goes on.
create table agent_runs.runs (
    id uuid primary key,
    graph text not null,
    user_id text not null,
    -- 0 running, 1 waiting, 2 completed, 3 failed, 4 cancelled
    status smallint not null default 0,
    last_sequence bigint not null,
    -- How often it was taken over: who writes with an older one is refused.
    token bigint not null default 0,
    owner text,
    parent uuid,
    forked_at bigint,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
) with (fillfactor = 70);

create index runs_newest on agent_runs.runs (created_at, id);
create index runs_of_graph on agent_runs.runs (graph, created_at, id);
create index runs_of_user on agent_runs.runs (user_id, created_at, id);
create index runs_not_over on agent_runs.runs (status, created_at, id) where status < 2;

-- The journals. No reference to the run: entries are only inserted together with a change of its row, and checking it again would cost each of them a look-up and a lock.
create table agent_runs.entries (
    run_id uuid not null,
    sequence bigint not null,
    -- See JournalEntryKind.
    kind smallint not null,
    step int not null,
    node text,
    key text,
    data bytea not null,
    at timestamptz not null,
    primary key (run_id, sequence)
);

-- Where reading can begin: starts and snapshots.
create index entries_anchors on agent_runs.entries (run_id, sequence) where kind in (0, 5);
