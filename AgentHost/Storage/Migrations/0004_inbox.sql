-- What agents of a user have told one another. The key is that of the call that sent it, so that a call that is made again sends nothing twice.
create table agents.inbox (
    id       bigint generated always as identity primary key,
    user_id  text        not null,
    agent    text        not null,
    key      text,
    sender   text        not null,
    message  text        not null,
    sent_at  timestamptz not null
);

create index inbox_newest on agents.inbox (user_id, agent, id desc);
create unique index inbox_once on agents.inbox (user_id, agent, key) where key is not null;
