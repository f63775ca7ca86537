-- Requests that were kept from restricted providers since they held personal data or secrets: the kinds of these, never themselves. Null where the class was the reason.
alter table router.data_class_refusals add column found text;
