using System.Net;
using Switchyard.Dialects.Answers;
using Switchyard.Providers;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>What is wrong with an answer, in words that follow the provider's name where they are the Router's own.</summary>
internal static class ProviderErrors
{
    /// <summary>It is no answer, or none in the form that was asked for.</summary>
    public static ProviderError Unreadable() => new("did not send an answer that can be read") { Code = ProviderErrorCodes.InvalidResponse };

    /// <summary>An error that came in place of an answer although the status said success, as if the status had said it; one without a meaning here is the upstream's own failure, and its words stay with it.</summary>
    public static ProviderError InPlaceOfAnswer(ModelError error) => StatusOf(error.Class) is { } status
        ? Refused(error, status)
        : new ProviderError("reported an error in place of its answer") { Code = error.Code };

    /// <summary>A refusal in another dialect than chat completions. Some say with the wrong status what is wrong.</summary>
    public static ProviderError Refused(ModelError error, HttpStatusCode status) => new(error.Message)
    {
        StatusCode = StatusOf(error.Class) is { } meant and not HttpStatusCode.BadRequest ? meant : status,
        Code = error.StandardCode ?? error.Code,
        Param = error.Field,
        RetryAfter = error.RetryAfter,
    };

    private static HttpStatusCode? StatusOf(ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.InvalidRequest or ErrorClass.ContextLength or ErrorClass.ContentFilter => HttpStatusCode.BadRequest,
        ErrorClass.Authentication => HttpStatusCode.Unauthorized,
        ErrorClass.Quota => HttpStatusCode.PaymentRequired,
        ErrorClass.Permission => HttpStatusCode.Forbidden,
        ErrorClass.NotFound => HttpStatusCode.NotFound,
        ErrorClass.TooLarge => HttpStatusCode.RequestEntityTooLarge,
        ErrorClass.RateLimit => HttpStatusCode.TooManyRequests,
        _ => null,
    };
}
