-- The files that code of a run wrote, or code of a run that it has called (journal, else its own). They go with the run. Content is null where it was over a bound.
create table agents.artifacts (
    run_id     text        not null references agents.runs (id) on delete cascade,
    journal    uuid        not null,
    name       text        not null,
    size       bigint      not null,
    media_type text        not null,
    content    bytea,
    written_at timestamptz not null default clock_timestamp(),
    primary key (run_id, journal, name)
);

create index artifacts_journal on agents.artifacts (journal);
