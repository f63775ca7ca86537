-- The key a caller started a run under, and the hash of what it asked: who sends the same again gets the same run.
alter table agents.runs add column idempotency_key text, add column request_hash bytea;

create unique index runs_by_idempotency_key on agents.runs (user_id, idempotency_key) where idempotency_key is not null;
