using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>Has other agents do what is to be done, one call after the other: two things by one agent, or one by each of two, which are called like them.</summary>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal sealed class LeadingModel(BoundaryGate gate) : GatedModel(gate)
{
    protected override AIContent Answer(List<ChatMessage> messages, ChatOptions? options)
    {
        var done = messages.SelectMany(static message => message.Contents.OfType<FunctionResultContent>()).Select(static result => result.CallId).ToHashSet();
        var agents = options?.Tools?.OrderBy(static agent => agent.Name, StringComparer.Ordinal).ToList() ?? [];
        return agents.Find(agent => !done.Contains(CallOf(agent))) is { } next
            ? new FunctionCallContent(CallOf(next), next.Name, new Dictionary<string, object?> { ["task"] = agents.Count == 1 ? ScriptedModel.Both : ScriptedModel.OnlyStep + next.Name })
            : new TextContent(ScriptedModel.Done);
    }

    private static string CallOf(AITool agent) => "call-" + agent.Name;
}
