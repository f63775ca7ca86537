using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Communication;

/// <summary>Leaves a message for another agent of the user.</summary>
/// <param name="inbox">Where it waits.</param>
/// <param name="time">The clock.</param>
public sealed class SendMessageTool(IMessageInbox inbox, TimeProvider time) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "send_message",
        Description = "Send a message to another agent.",
        Category = ToolCategories.Communication,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it to tell another agent something without waiting for an answer.",
        Parameters =
        [
            new("agent", ToolParameterKind.Text, "The agent's name.") { MaxLength = 64 },
            new("message", ToolParameterKind.Text, "What to tell it.") { MaxLength = 10_000 },
        ],
        Tags = ["send", "message", "tell", "agent", "inform", "notify"],
        Examples = ["Send a message to the writer: the data is ready.", "Tell the analyst that the report is late."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var agent = arguments.GetText("agent").Trim().ToLowerInvariant();
        if (agent.Length == 0 || !agent.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            return ToolResult.Failure("an agent's name has letters, digits, '-' and '_' only");
        }

        var message = new AgentMessage(context.User, context.CallPath.Count > 0 ? context.CallPath[^1] : string.Empty, agent, arguments.GetText("message"), time.GetUtcNow());
        return await inbox.DeliverAsync(message, context.Key, cancellationToken).ConfigureAwait(false)
            ? ToolResult.Success("delivered")
            : ToolResult.Failure($"the inbox of {agent} is full");
    }
}
