-- A history keeps its first line and its newest ones: a job that is handed back for days does not grow for as long. Told as one expression, which the planner takes in.
create function queue.kept(history text) returns text language sql immutable as $$
    select case when octet_length(history) < 32768 then history
        else split_part(history, E'\n', 1) || E'\n' || regexp_replace(right(history, 16384), '^[^\n]*\n', '') end
$$;

-- As it was, and now one the planner takes in: it could not while it was said to be stable, since it looks at the clock.
create or replace function queue.line(sequence bigint, attempt int, type int, data json) returns text language sql volatile as $$
    select json_build_object('s', sequence, 'a', attempt, 't', type, 'd', data, 'at', clock_timestamp())::text || E'\n'
$$;
