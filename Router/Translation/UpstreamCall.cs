using System.Diagnostics.CodeAnalysis;
using System.Net;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Embeddings;
using Switchyard.Providers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Continuation;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Routing;
using Switchyard.Router.Tools;

namespace Switchyard.Router.Translation;

/// <summary>A request as one candidate understands it: the caller's own bytes where both speak alike, a translation where not.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Caller">How the caller speaks.</param>
internal sealed record UpstreamCall(Uri Address, ReadOnlyMemory<byte> Body, CallerDialect Caller)
{
    private static readonly CallerDialect s_chat = DialectRegistry.Caller(Dialect.Chat);

    /// <summary>Gets what puts the answer into the caller's dialect; <see langword="null"/> where it is passed on as it comes.</summary>
    public AnswerTranslation? Translation { get; private init; }

    /// <summary>Gets or sets whether another candidate comes after this one.</summary>
    public bool HasAlternative { get; set; }

    /// <summary>Gets or sets who goes on with the answer if it breaks off; <see langword="null"/> where nobody does.</summary>
    public AnswerContinuation? Continuation { get; set; }

    /// <summary>Gets the fields that were left out, as a header's value; <see langword="null"/> where none was.</summary>
    public string? Dropped { get; private init; }

    /// <summary>Gets the files in the body.</summary>
    public IReadOnlyList<MediaItem> Files { get; private init; } = [];

    /// <summary>Gets what is asked for, where the answer is passed on as it comes.</summary>
    public UpstreamOperation Operation { get; private init; }

    /// <summary>Gets the form that the body is; <see langword="null"/> where it is JSON.</summary>
    public ModelForm? Form { get; private init; }

    /// <summary>Makes the call of <paramref name="candidate"/>, or says what its dialect cannot express.</summary>
    public static bool TryCreate(ForwardRequest request, RouteCandidate candidate, [NotNullWhen(true)] out UpstreamCall? call, [NotNullWhen(false)] out ProviderError? refusal)
    {
        try
        {
            (call, refusal) = (Create(request, candidate), null);
            call = request.Media.Count == 0 ? call : call with { Files = request.Media };
            return true;
        }
        catch (TranslationException exception)
        {
            (call, refusal) = (null, Refuse(exception));
            return false;
        }
    }

    /// <summary>Says that a request cannot be put into an upstream's dialect.</summary>
    public static ProviderError Refuse(TranslationException exception)
    {
        var error = ModelError.From(exception);
        return new ProviderError(error.Message) { StatusCode = HttpStatusCode.BadRequest, Code = error.Code, Param = error.Field };
    }

    private static UpstreamCall Create(ForwardRequest request, RouteCandidate candidate) =>
        request.Operation.IsSpokenBy(candidate.Provider.Config.Dialect.Dialect) && !ToolCallRewriter.IsNeeded(candidate.Provider.Config, request) && !request.IsRewritten
            ? (request.MayContinue ? TranslateWhole(request, candidate) : null) ?? new UpstreamCall(candidate.Endpoint.AddressOf(request.Operation), Rename(request, candidate.UpstreamName), request.Caller?.Caller ?? s_chat) { Operation = request.Operation, Form = request.Form }
        : request.Operation == UpstreamOperation.Embeddings ? TranslateEmbeddings(request, candidate)
        : request.Operation == UpstreamOperation.CountTokens ? AskForCount(request, candidate)
        : request.Caller is { } caller ? Translate(request, caller, candidate)
        : throw Unsupported(candidate.Provider.Config, "do this");

    private static ReadOnlyMemory<byte> Rename(ForwardRequest request, string name) => request.Form is { } form ? form.Rename(request.Body, name) : request.Model.Rename(request.Body, name);

    // Only what was read can be continued. Where reading would lose something, the caller's own bytes go, and nobody continues.
    private static UpstreamCall? TranslateWhole(ForwardRequest request, RouteCandidate candidate)
    {
        try
        {
            return Translate(request, request.Caller!, candidate) is { Dropped: null } call ? call : null;
        }
        catch (TranslationException)
        {
            return null;
        }
    }

    private static UpstreamCall Translate(ForwardRequest request, CallerRequest caller, RouteCandidate candidate)
    {
        var provider = candidate.Provider.Config;
        var (dialect, tools) = ToolCallRewriter.Adapt(provider, caller.Answer);
        var asked = request.Format?.Ask(caller.Answer.Request, provider) ?? caller.Answer.Request;
        var written = dialect.RequestWriter.Write(asked with { Model = candidate.UpstreamName }, provider.TraitsOf(candidate.UpstreamName));
        return Translated(written, candidate, caller.Caller, new ConversationTranslation(dialect, caller, request.MayContinue, tools));
    }

    private static UpstreamCall AskForCount(ForwardRequest request, RouteCandidate candidate)
    {
        if (!TokenCounting.IsDoneBy(candidate.Provider.Config))
        {
            throw Unsupported(candidate.Provider.Config, "count tokens");
        }

        var (written, translation) = TokenCounting.Ask(request.Caller!.Answer.Request, candidate);
        return Translated(written, candidate, request.Caller.Caller, translation);
    }

    private static UpstreamCall TranslateEmbeddings(ForwardRequest request, RouteCandidate candidate)
    {
        var provider = candidate.Provider.Config;
        var upstream = provider.Dialect.Embeddings ?? throw Unsupported(provider, "make embeddings");
        var read = EmbeddingRequest.Read(request.Body.Span) with { Model = candidate.UpstreamName };
        return Translated(upstream.Write(read), candidate, s_chat, new EmbeddingsTranslation(upstream, read));
    }

    private static UpstreamCall Translated(UpstreamRequest written, RouteCandidate candidate, CallerDialect caller, AnswerTranslation translation) =>
        new(candidate.Endpoint.AddressOf(written.Path), written.Body, caller)
        {
            Translation = translation,
            Dropped = DroppedFields.Describe(written.Dropped),
        };

    private static TranslationException Unsupported(ProviderConfig provider, string what) =>
        new("model", $"The provider '{provider.Id}' cannot {what}: the API it is asked through ({provider.Dialect.Name}) has nothing for it.") { IsUnsupported = true };
}
