-- Requests that were kept from providers which may not receive data of their class; what they said is never stored.
create table router.data_class_refusals (
    number     bigint      generated always as identity primary key,
    request_id text        not null,
    data_class text        not null,
    provider   text        not null,
    model      text        not null,
    is_refused boolean     not null,
    refused_at timestamptz not null
);

create trigger data_class_refusals_are_kept before update or delete or truncate on router.data_class_refusals
    for each statement execute function router.refuse_rewriting();
