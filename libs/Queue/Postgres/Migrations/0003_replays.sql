-- How often people have had a job done again: what it does to others under a key of its own is under another one then.
alter table queue.jobs add column replays int not null default 0;
