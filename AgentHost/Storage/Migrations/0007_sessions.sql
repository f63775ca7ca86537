-- What is remembered of the user and the world, and up to which run the conversation had been read for it. A conversation that was taken in from elsewhere may have the system prompt and the tools
-- that it was held with there; null for those of the agent.
alter table agents.conversations
    add column facts         jsonb,
    add column facts_through text,
    add column system_prompt text,
    add column tools         jsonb;
