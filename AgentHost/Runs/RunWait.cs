using Switchyard.AgentHost.People;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>That a run waits for people: the events that say so, what it waits for, and what it has used so far.</summary>
internal sealed record RunWait(IReadOnlyList<RunEvent> Events, IReadOnlyList<RequestRow> Requests, RunUsage Usage);
