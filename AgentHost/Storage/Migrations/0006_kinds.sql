-- How the run's agent reasons in it, which may be another way than that of its definition; null for runs from before this was kept, which reason as the definition says.
alter table agents.runs add column kind text;
