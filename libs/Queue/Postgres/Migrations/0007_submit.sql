-- As it was, at a quarter of the work: values that are turned into JSON one by one are looked up one by one.
create or replace function queue.line(sequence bigint, attempt int, type int, data json) returns text language sql volatile as $$
    select concat('{"s":', sequence, ',"a":', attempt, ',"t":', type, ',"d":', data, ',"at":', to_json(clock_timestamp()), E'}\n')
$$;

-- Stores one job, as PostgresSubmissions does several; one statement that may have to look everywhere is made ready to look everywhere each time it is run, this looks only where it has to.
-- Its rank is null where it was not stored: there is one with its key, or too many wait.
create function queue.submit(
    id uuid, queue text, tenant text, kind text, labels text[], priority smallint, retries int, time_limit interval, keep_for interval, key text, hash bytea, batch uuid, delay interval, within interval, payload bytea,
    last bigint, front bigint, floor bigint, known int, most int, out rank bigint, out pending int, out first bigint) language plpgsql as $$
#variable_conflict use_column
declare
    low constant bigint := coalesce(front, 0);
    place bigint := last + 1;
    other bigint;
begin
    pending := known;
    if known is null then
        select count(*)::int into pending from (select from queue.jobs j where j.queue = submit.queue and j.tenant = submit.tenant and j.state < 2 limit most) waiting;
    end if;
    if pending >= most then
        return;
    end if;

    select j.rank into first from queue.jobs j where j.queue = submit.queue and j.priority = submit.priority and j.state = 0 and j.rank >= low order by j.rank limit 1;
    if first is null then
        place := greatest(place, floor);
        if floor is null then
            select case when j.state < 2 then 0 else j.rank + 1 end into other from queue.jobs j order by j.id desc limit 1;
            place := greatest(place, coalesce(other, 0));
        end if;
    else
        select least(j.rank, last) + 1 into place from queue.jobs j where j.queue = submit.queue and j.priority = submit.priority and j.state = 0 and j.rank >= low order by j.rank desc limit 1;
        place := greatest(place, first);
    end if;

    select j.rank + 1 into other from queue.jobs j where j.queue = submit.queue and j.tenant = submit.tenant and j.priority = submit.priority and j.state < 2 and j.rank >= greatest(low, last) order by j.rank desc limit 1;
    place := greatest(place, other);

    insert into queue.jobs (id, queue, tenant, kind, labels, priority, state, rank, retries, time_limit, keep_for, idempotency_key, content_hash, batch, created_at, run_at, start_by, history, payload)
    values (id, queue, tenant, kind, labels, priority, case when delay > interval '0' then 1 else 0 end, place, retries, time_limit, keep_for, key, hash, batch,
        clock_timestamp(), clock_timestamp() + delay, clock_timestamp() + within, queue.line(1, 0, 0, '{}'), payload)
    on conflict (tenant, idempotency_key) where idempotency_key is not null do nothing;
    if found then
        rank := place;
    end if;
end
$$;
