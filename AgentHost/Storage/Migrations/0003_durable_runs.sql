-- A run's steps are in the journal (schema agent_runs, under the same id without its prefix), which is the truth: what is here names the run to its user, and is derived from the journal or
-- mended by whoever takes the run on. Runs without a version are from before there was a journal.
alter table agents.runs
    drop constraint runs_status_check,
    add constraint runs_status_check check (status in ('running', 'waiting', 'completed', 'failed', 'cancelled', 'interrupted')),
    add column version         integer,
    add column budget          jsonb,
    add column usage           jsonb,
    add column parent          text,
    add column forked_at       bigint,
    -- What a fork asks the model with instead of its agent's.
    add column system_prompt   text,
    -- The number of the last event. Tokens take numbers too, but only the host knows them: who takes a run over leaves room for them.
    add column last_event      bigint  not null default 0,
    -- How often in a row a host took the run over and did not come one entry further, and the last entry it found.
    add column stalled         integer not null default 0,
    add column found_entry     bigint  not null default -1;

update agents.runs r set last_event = e.last from (select run_id, max(sequence) as last from agents.run_events group by run_id) e where e.run_id = r.id;

create index runs_waiting on agents.runs (id) where status = 'waiting';

-- What waiting runs want of people; gone when it is said.
create table agents.requests (
    run_id       text        not null references agents.runs (id) on delete cascade,
    key          text        not null,
    kind         text        not null check (kind in ('question', 'approval', 'uncertain')),
    text         text        not null,
    choices      jsonb       not null,
    tool         text,
    arguments    jsonb,
    node         text        not null,
    step         integer     not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz,
    escalates_at timestamptz,
    escalate_to  text,
    escalated    boolean     not null default false,
    primary key (run_id, key)
);

create index requests_oldest on agents.requests (asked_at);
create index requests_expiring on agents.requests (expires_at) where expires_at is not null;
create index requests_escalating on agents.requests (escalates_at) where escalates_at is not null and not escalated;

-- Definitions wherever they come from; versions are never changed.
create table agents.definitions (
    agent      text        not null,
    version    integer     not null,
    source     text        not null check (source in ('code', 'file', 'api')),
    hash       bytea       not null,
    document   jsonb       not null,
    yaml       text,
    created_at timestamptz not null default clock_timestamp(),
    primary key (agent, version)
);

-- What stands for the turns up to a run where a conversation has become long.
alter table agents.conversations
    add column summary           text,
    add column compacted_through text;
