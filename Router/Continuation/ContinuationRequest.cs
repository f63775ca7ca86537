using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Tools;

namespace Switchyard.Router.Continuation;

/// <summary>What is asked of an upstream that is to go on with a text.</summary>
/// <param name="Context">The conversation with the text as its last message.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Untold">The end of the text that it cannot be shown.</param>
internal sealed record ContinuationRequest(AnswerContext Context, Uri Address, ReadOnlyMemory<byte> Body, string Untold)
{
    /// <summary>Gets how it is asked and how its answer is read.</summary>
    public required UpstreamDialect Upstream { get; init; }

    /// <summary>Gets what finds calls in the answer's text, if anything has to.</summary>
    public required ToolCallRewriter? Tools { get; init; }

    /// <summary>Writes it for <paramref name="candidate"/>, or gets <see langword="null"/> where that one cannot go on.</summary>
    public static ContinuationRequest? TryCreate(AnswerContext asked, RouteCandidate candidate, string text, int sentTokens)
    {
        var provider = candidate.Provider.Config;

        // Anthropic refuses a text that ends with white space.
        var told = provider.Dialect.Dialect == Dialect.Anthropic ? text.TrimEnd() : text;
        if (provider.Prefill == PrefillStyle.None || told.Length == 0 || asked.Request.Sampling.MaxOutputTokens <= sentTokens)
        {
            return null;
        }

        var request = Extend(asked.Request, told, sentTokens) with { Model = candidate.UpstreamName };
        try
        {
            var context = asked with { Request = request };
            var (dialect, tools) = ToolCallRewriter.Adapt(provider, context);
            var written = dialect.RequestWriter.Write(request, provider.TraitsOf(candidate.UpstreamName));
            return new ContinuationRequest(context, candidate.Endpoint.AddressOf(written.Path), written.Body, text[told.Length..]) { Upstream = dialect, Tools = tools };
        }
        catch (TranslationException)
        {
            return null;
        }
    }

    // What was thought before the text is over, and thinking anew would not lead to its middle.
    private static ModelRequest Extend(ModelRequest request, string text, int sentTokens) => request with
    {
        Messages = [.. request.Messages, new Message(MessageRole.Assistant, [new TextPart(text)], "messages")],
        ContinuesAnswer = true,
        Reasoning = null,
        Sampling = request.Sampling with { MaxOutputTokens = request.Sampling.MaxOutputTokens - sentTokens },
        Extra = [.. request.Extra.Where(static member => member.Name is not ("continue_final_message" or "add_generation_prompt"))],
    };
}
