using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>
/// Keeps secrets and personal data from the model and from what is recorded: in the texts of a conversation before the model reads them, in messages before they
/// become part of it, and in the results of tools. A guard: where it cannot look, the model is not asked.
/// </summary>
/// <param name="redact">Makes a text readable by anybody, and returns the same instance where it is; <see cref="TextRedactor.Redact"/> or another.</param>
public sealed class RedactionHook(Func<string, string> redact) : IHook
{
    /// <summary>Initializes a new instance of the <see cref="RedactionHook"/> class with the rules that come with the product.</summary>
    public RedactionHook()
        : this(new TextRedactor(RedactionRules.All).Redact)
    {
    }

    /// <inheritdoc/>
    public string Name => "redaction";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Redaction;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.ModelCalling, HookPoint.MessageAdding, HookPoint.ToolCalled];

    /// <inheritdoc/>
    public bool IsGuard => true;

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken) => new(context switch
    {
        ModelHookContext call => Redact(call),
        MessageHookContext adding => Redact(adding),
        ToolHookContext { Result: { } result } call => Redact(call, result),
        _ => HookResult.Continue,
    });

    private HookResult Redact(ModelHookContext call)
    {
        List<ChatMessage> messages = [.. call.Messages.Select(Redact)];
        if (messages.SequenceEqual(call.Messages))
        {
            return HookResult.Continue;
        }

        call.Messages = messages;
        return HookResult.Modified;
    }

    private HookResult Redact(MessageHookContext adding)
    {
        var message = Redact(adding.Message);
        var isModified = message != adding.Message;
        adding.Message = message;
        return isModified ? HookResult.Modified : HookResult.Continue;
    }

    private HookResult Redact(ToolHookContext call, ToolResult result)
    {
        var redacted = new ToolResult(redact(result.Output), result.ErrorMessage is null ? null : redact(result.ErrorMessage));
        call.Result = redacted;
        return redacted == result ? HookResult.Continue : HookResult.Modified;
    }

    // A message is the run's own and stays as it is; the model is shown another.
    private ChatMessage Redact(ChatMessage message)
    {
        List<AIContent> contents = [.. message.Contents.Select(Redact)];
        if (contents.SequenceEqual(message.Contents))
        {
            return message;
        }

        var copy = message.Clone();
        copy.Contents = contents;
        return copy;
    }

    private AIContent Redact(AIContent content) => content switch
    {
        TextContent text when redact(text.Text) is var redacted && redacted != text.Text => new TextContent(redacted),
        TextReasoningContent text when redact(text.Text) is var redacted && redacted != text.Text => new TextReasoningContent(redacted),
        FunctionResultContent { Result: not null } result when result.Result.ToString() is { } text && redact(text) is var redacted && redacted != text =>
            new FunctionResultContent(result.CallId, redacted),
        _ => content,
    };
}
