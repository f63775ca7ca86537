-- Keys are columns (user, agent, conversation), never joined into one string.
create table agents.conversations (
    user_id      text        not null,
    agent        text        not null,
    id           text        not null,
    created_at   timestamptz not null default clock_timestamp(),
    last_used_at timestamptz not null default clock_timestamp(),
    primary key (user_id, agent, id)
);

create index conversations_latest on agents.conversations (user_id, agent, last_used_at desc);

-- The lease is on the database's clock: a running row whose lease lapsed lost its host.
create table agents.runs (
    id                text        primary key,
    user_id           text        not null,
    agent             text        not null,
    conversation_id   text        not null,
    model             text        not null,
    input             text        not null,
    output            text,
    status            text        not null check (status in ('running', 'completed', 'failed', 'cancelled', 'interrupted')),
    error             text,
    cancel_requested  boolean     not null default false,
    host              text        not null,
    lease_until       timestamptz not null,
    tool_calls        integer     not null default 0,
    created_at        timestamptz not null default clock_timestamp(),
    completed_at      timestamptz,
    foreign key (user_id, agent, conversation_id) references agents.conversations (user_id, agent, id)
);

create index runs_by_user on agents.runs (user_id, id desc);
create index runs_by_conversation on agents.runs (user_id, agent, conversation_id, id desc);
create index runs_running on agents.runs (lease_until) where status = 'running';

create table agents.run_events (
    run_id     text        not null references agents.runs (id) on delete cascade,
    sequence   bigint      not null,
    user_id    text        not null,
    type       text        not null,
    data       jsonb       not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (run_id, sequence)
);

create table agents.messages (
    run_id       text    not null references agents.runs (id) on delete cascade,
    position     integer not null,
    user_id      text    not null,
    role         text    not null check (role in ('user', 'assistant', 'tool')),
    content      text    not null,
    tool_calls   jsonb,
    tool_call_id text,
    primary key (run_id, position)
);

create table agents.memories (
    user_id    text        not null,
    key        text        not null,
    value      text        not null,
    updated_at timestamptz not null default clock_timestamp(),
    primary key (user_id, key)
);
