using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;
using Switchyard.Redaction;

namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>
/// Keeps secrets and personal data from the model and from what is recorded: in the texts of a conversation before the model reads them, in messages before they
/// become part of it, and in the results of tools. A guard: where it cannot look, the model is not asked. A conversation is shown to the model again with each call:
/// what was looked at is known.
/// </summary>
/// <param name="redact">Makes a text readable by anybody; equal texts become equal ones. <see cref="Redactor.Redact(string)"/> or another.</param>
public sealed class RedactionHook(Func<string, string> redact) : IHook
{
    private readonly RedactionMemo _memo = new(redact);

    /// <summary>Initializes a new instance of the <see cref="RedactionHook"/> class that hides what everybody wants hidden.</summary>
    /// <param name="time">The clock.</param>
    public RedactionHook(TimeProvider time)
        : this(new Redactor(time).Redact)
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
        var redacted = result with { Output = _memo.Redact(result.Output), ErrorMessage = result.ErrorMessage is null ? null : _memo.Redact(result.ErrorMessage) };
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
        TextContent text when _memo.Redact(text.Text) is var redacted && redacted != text.Text => new TextContent(redacted),
        TextReasoningContent text when _memo.Redact(text.Text) is var redacted && redacted != text.Text => new TextReasoningContent(redacted),
        FunctionResultContent { Result: not null } result when result.Result.ToString() is { } text && _memo.Redact(text) is var redacted && redacted != text =>
            new FunctionResultContent(result.CallId, redacted),
        _ => content,
    };
}
