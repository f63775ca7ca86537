using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>Has other agents do what is to be done, one call after the other: two things by one agent, or one by each of two, which are called like them.</summary>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal sealed class LeadingModel(BoundaryGate gate) : GatedModel(gate)
{
    protected override AIContent Answer(List<ChatMessage> messages, ChatOptions? options)
    {
        var agents = options?.Tools?.OrderBy(static agent => agent.Name, StringComparer.Ordinal).ToList() ?? [];
        var done = messages.Sum(static message => message.Contents.OfType<FunctionResultContent>().Count());
        return done < agents.Count
            ? new FunctionCallContent("call-" + agents[done].Name, agents[done].Name, new Dictionary<string, object?> { ["task"] = agents.Count == 1 ? ScriptedModel.Both : ScriptedModel.OnlyStep + agents[done].Name })
            : new TextContent(ScriptedModel.Done);
    }
}
