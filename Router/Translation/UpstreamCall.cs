using System.Diagnostics.CodeAnalysis;
using System.Net;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Providers;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Translation;

/// <summary>A request as one candidate understands it: the caller's own bytes where both speak alike, a translation where not.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Body">What is sent.</param>
internal sealed record UpstreamCall(Uri Address, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets what puts the answer into the caller's dialect; <see langword="null"/> where it is passed on as it comes.</summary>
    public AnswerTranslation? Translation { get; private init; }

    /// <summary>Gets the fields that were left out, as a header's value; <see langword="null"/> where none was.</summary>
    public string? Dropped { get; private init; }

    /// <summary>Makes the call of <paramref name="candidate"/>, or says what its dialect cannot express.</summary>
    public static bool TryCreate(ForwardRequest request, RouteCandidate candidate, [NotNullWhen(true)] out UpstreamCall? call, [NotNullWhen(false)] out ProviderError? refusal)
    {
        try
        {
            (call, refusal) = (Create(request, candidate), null);
            return true;
        }
        catch (TranslationException exception)
        {
            var error = ModelError.From(exception);
            (call, refusal) = (null, new ProviderError(error.Message) { StatusCode = HttpStatusCode.BadRequest, Code = error.Code, Param = error.Field });
            return false;
        }
    }

    private static UpstreamCall Create(ForwardRequest request, RouteCandidate candidate) =>
        request.Caller is { } caller && caller.Caller.Dialect != candidate.Provider.Config.Dialect.Dialect
            ? Translate(caller, candidate)
            : new UpstreamCall(candidate.Endpoint.AddressOf(request.Operation), request.Model.Rename(request.Body, candidate.UpstreamName));

    private static UpstreamCall Translate(CallerRequest caller, RouteCandidate candidate)
    {
        var provider = candidate.Provider.Config;
        var written = provider.Dialect.RequestWriter.Write(caller.Answer.Request with { Model = candidate.UpstreamName }, provider.Traits);
        return new UpstreamCall(candidate.Endpoint.AddressOf(written.Path), written.Body)
        {
            Translation = new AnswerTranslation(provider.Dialect, caller),
            Dropped = DroppedFields.Describe(written.Dropped),
        };
    }
}
