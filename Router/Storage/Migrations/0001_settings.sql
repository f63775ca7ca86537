-- What administrators changed, as it is now: one row a setting, in the JSON of the configuration section of the same name.
create table router.settings (
    kind       text        not null check (kind in ('providers', 'routes', 'aliases', 'defaults')),
    id         text        not null,
    version    bigint      not null,
    value      jsonb       not null,
    secret     bytea,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (kind, id)
);

-- What was changed, by whom and when. Writers take turns, so that versions grow in the order of the commits.
create table router.changes (
    version    bigint      generated always as identity primary key,
    kind       text        not null,
    id         text        not null,
    action     text        not null check (action in ('set', 'removed')),
    value      jsonb,
    has_secret boolean     not null,
    changed_at timestamptz not null default clock_timestamp(),
    changed_by text        not null
);

create function router.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are only ever added.', tg_table_name;
end
$$;

create trigger changes_are_kept before update or delete or truncate on router.changes
    for each statement execute function router.refuse_rewriting();
