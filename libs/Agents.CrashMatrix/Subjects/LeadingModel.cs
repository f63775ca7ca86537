using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>Has other agents do what is to be done: as a supervisor, which is asked for JSON, one after the other; as an agent with another one as its tool, by one call.</summary>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal sealed class LeadingModel(BoundaryGate gate) : GatedModel(gate)
{
    protected override AIContent Answer(List<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Tools?.FirstOrDefault() is { } agent)
        {
            return messages.Any(static message => message.Contents.OfType<FunctionResultContent>().Any())
                ? new TextContent(ScriptedModel.Done)
                : new FunctionCallContent("call-agent", agent.Name, new Dictionary<string, object?> { ["task"] = $"Do the {ScriptedModel.First} thing, then the {ScriptedModel.Second}." });
        }

        var open = new[] { ScriptedModel.First, ScriptedModel.Second }.FirstOrDefault(what => !messages[^1].Text.Contains($"[{what} was asked", StringComparison.Ordinal));
        return new TextContent(open is null
            ? $$"""{"answer":"{{ScriptedModel.Done}}"}"""
            : $$"""{"delegate":[{"to":"{{open}}","task":"{{ScriptedModel.OnlyStep}}{{open}}"}]}""");
    }
}
