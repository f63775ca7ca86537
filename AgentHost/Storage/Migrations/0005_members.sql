-- Which version each agent has that a run may call, by the agents' names: fixed when the run starts, as that of its own agent is.
alter table agents.runs add column members jsonb;

-- The runs of agents that a run has called. What happened in them is in the journal, under their ids; here they are found by the run that called them. A fork may go on with a call that its
-- parent made, so that both have the same one.
create table agents.member_runs (
    run_id     text        not null references agents.runs (id) on delete cascade,
    id         uuid        not null,
    agent      text        not null,
    version    integer     not null,
    called_at  timestamptz not null default clock_timestamp(),
    primary key (run_id, id)
);

create index member_runs_journal on agents.member_runs (id);

-- The agent that asks, and its run, where it is one that the run has called.
alter table agents.requests
    add column member     text,
    add column member_run uuid;
