using System.Globalization;

namespace Switchyard.Agents.Tools.Communication;

/// <summary>Reads what other agents have sent to the calling one.</summary>
/// <param name="inbox">Where messages wait.</param>
public sealed class ReadMessagesTool(IMessageInbox inbox) : ITool
{
    private const int MaxMessages = 20;

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "read_messages",
        Description = "Read the messages other agents sent you.",
        Category = ToolCategories.Communication,
        WhenToUse = "Use it to see what other agents have told this one.",
        Tags = ["messages", "inbox", "received", "agents", "mail"],
        Examples = ["Are there messages for you?", "Check your inbox."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.CallPath.Count == 0)
        {
            return ToolResult.Failure("only a named agent has an inbox");
        }

        var messages = await inbox.ReadAsync(context.User, context.CallPath[^1], MaxMessages, cancellationToken).ConfigureAwait(false);
        return ToolResult.Success(messages.Count == 0 ? "(no messages)" : string.Join('\n', messages.Select(Write)));
    }

    private static string Write(AgentMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{message.SentAt.UtcDateTime:yyyy-MM-dd HH:mm} {(message.From.Length > 0 ? message.From : "(user)")}: {message.Text}");
}
