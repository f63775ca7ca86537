using System.Globalization;
using System.Net;
using Switchyard.Providers;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>An error that came in place of an answer although the status said success, as if the status had said it.</summary>
internal static class EarlyError
{
    /// <summary>Gives <paramref name="error"/> the status its words mean; one without a meaning here is the upstream's own failure, and its words stay with it.</summary>
    public static ProviderError Judge(ProviderError? error) => StatusOf(error) is { } status
        ? error! with { StatusCode = status }
        : new ProviderError("reported an error in place of its answer") { Code = error?.Code };

    // Codes are numbers at some servers, words at others.
    private static HttpStatusCode? StatusOf(ProviderError? error) =>
        int.TryParse(error?.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 400 and < 500 ? (HttpStatusCode)number
        : Names(error, "rate_limit") ? HttpStatusCode.TooManyRequests
        : Names(error, "authentication") || Names(error, "permission") ? HttpStatusCode.Unauthorized
        : Names(error, "not_found") ? HttpStatusCode.NotFound
        : Names(error, "invalid_request") ? HttpStatusCode.BadRequest
        : null;

    private static bool Names(ProviderError? error, string word) =>
        error?.Type?.Contains(word, StringComparison.OrdinalIgnoreCase) is true || error?.Code?.Contains(word, StringComparison.OrdinalIgnoreCase) is true;
}
