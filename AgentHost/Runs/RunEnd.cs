using Switchyard.AgentHost.Conversations;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>How a run ended: its last events, what the row says, and the messages it adds to the conversation.</summary>
internal sealed record RunEnd(IReadOnlyList<RunEvent> Events, string Status, string? Output, string? Error, RunUsage? Usage, IReadOnlyList<MessageRow> Messages);
