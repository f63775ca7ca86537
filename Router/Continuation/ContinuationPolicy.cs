using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Continuation;

/// <summary>Says for which requests another upstream may go on with an answer that broke off: those who want it, and whose answer is one text.</summary>
internal static class ContinuationPolicy
{
    private const string Continue = "continue";
    private const string Error = "error";

    /// <summary>Finds what is wrong with the header.</summary>
    public static ApiError? Check(RouteHints hints) => hints.OnInterruption is null or Continue or Error
        ? null
        : ApiErrors.InvalidValue(RouteHints.InterruptionHeader, $"'{RouteHints.InterruptionHeader}' must be '{Continue}' or '{Error}'.");

    /// <summary>Decides for <paramref name="request"/>, where the Router's setting is <paramref name="isDefault"/>.</summary>
    public static bool Allows(ForwardRequest request, bool isDefault) =>
        (request.Hints.OnInterruption is { } wanted ? wanted == Continue : isDefault)
        && request is { Operation: UpstreamOperation.Chat or UpstreamOperation.Messages or UpstreamOperation.Responses, Caller: { } caller }
        && Read(caller) is { } read && IsOneText(read);

    // A form demanded of the text holds for all of it, and no upstream applies it to an end alone.
    private static bool IsOneText(ModelRequest request) =>
        request is { Stream: true, ResponseFormat: null, Sampling: { Count: null or 1, Logprobs: false } } && request.Messages is [.., { Role: not MessageRole.Assistant }];

    private static ModelRequest? Read(Translation.CallerRequest caller)
    {
        try
        {
            return caller.Answer.Request;
        }
        catch (TranslationException)
        {
            // The upstream that takes the caller's own bytes says what is wrong with them.
            return null;
        }
    }
}
