using Switchyard.AgentHost.Conversations;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>How a run ended: its last event, what the row says, and the messages it adds to the conversation.</summary>
internal sealed record RunEnd(RunEvent Event, string Status, string? Output, string? Error, int ToolCalls, IReadOnlyList<MessageRow> Messages);
