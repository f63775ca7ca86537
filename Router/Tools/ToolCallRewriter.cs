using System.Collections.Frozen;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Finds the calls in one answer's text, where the upstream does not.</summary>
internal sealed class ToolCallRewriter
{
    private static readonly FrozenSet<string> s_none = FrozenSet<string>.Empty;

    private readonly ToolCallSyntax _syntax;
    private readonly FrozenSet<string> _names;
    private readonly string _callId;
    private readonly bool _isSerial;
    private bool _hasCall;

    private ToolCallRewriter(ToolCallSyntax syntax, AnswerContext context)
    {
        var request = context.Request;
        (_syntax, _callId) = (syntax, context.CallId);
        _names = request.ToolChoice?.Kind switch
        {
            ToolChoiceKind.None => s_none,
            ToolChoiceKind.Function => FrozenSet.Create(request.ToolChoice.Name!),
            _ => request.Tools.Select(static tool => tool.Name).ToFrozenSet(StringComparer.Ordinal),
        };
        _isSerial = request.ParallelToolCalls == false;
        IsRequired = request.ToolChoice?.Kind is ToolChoiceKind.Required or ToolChoiceKind.Function;
    }

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount { get; private set; }

    /// <summary>Gets the number of calls left out because the caller wanted no more than one.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Gets whether an answer without a call is none.</summary>
    public bool IsRequired { get; }

    /// <summary>Tells whether a request has anything to do with tools; where it has not, nothing is rewritten.</summary>
    public static bool HasTools(ModelRequest request) =>
        request.Tools.Count > 0 || request.Messages.Any(static message => message.Parts.Any(static part => part is ToolCallPart or ToolResultPart));

    /// <summary>Tells whether a request cannot go to <paramref name="provider"/> as it is. It is read only where it may speak of tools.</summary>
    /// <exception cref="TranslationException">The request cannot be read.</exception>
    public static bool IsNeeded(ProviderConfig provider, ForwardRequest request) =>
        provider.Tools != ToolMode.Native && request.Caller is { } caller && request.Body.Span.IndexOf("\"tool"u8) >= 0 && HasTools(caller.Answer.Request);

    /// <summary>Makes an upstream of <paramref name="provider"/> speak of tools as its setting says; also gets what finds the calls, if anything has to.</summary>
    public static (UpstreamDialect Dialect, ToolCallRewriter? Rewriter) Adapt(ProviderConfig provider, AnswerContext context)
    {
        if (provider.Tools == ToolMode.Native || !HasTools(context.Request))
        {
            return (provider.Dialect, null);
        }

        var rewriter = new ToolCallRewriter(provider.ToolSyntax, context);
        var dialect = provider.Dialect;
        return (dialect with
        {
            RequestWriter = provider.Tools == ToolMode.Prompted ? new PromptedRequestWriter(dialect.RequestWriter, provider.ToolSyntax) : dialect.RequestWriter,
            AnswerReader = new ToolAnswerReader(dialect.AnswerReader, rewriter),
            CreateEventReader = answer => new ToolEventReader(dialect.CreateEventReader(answer), rewriter),
        }, rewriter);
    }

    /// <summary>Makes the parser of one text; <see langword="null"/> where no function may be called.</summary>
    public ToolCallParser? CreateParser() => _names.Count == 0 ? null : new ToolCallParser(_syntax, _names, []);

    /// <summary>Says whether the caller gets one more call, and counts it where not.</summary>
    public bool Admit()
    {
        if (_isSerial && _hasCall)
        {
            DroppedCount++;
            return false;
        }

        return _hasCall = true;
    }

    /// <summary>Counts a call found in text and gives it the next id; <see langword="null"/> where the caller does not get it.</summary>
    public ToolCallPart? Take(ParsedToolCall call) => Admit() ? new ToolCallPart($"call_{_callId}_{CallCount++}", call.Name, call.Arguments) : null;

    /// <summary>Corrects why an answer ended: after calls the model waits for their results.</summary>
    public AnswerFinish Correct(AnswerFinish finish) => CallCount > 0 && finish.Reason == FinishReason.Stop ? finish with { Reason = FinishReason.ToolCalls } : finish;
}
