using System.Net;
using Switchyard.Providers;

namespace Switchyard.Router.Forwarding;

/// <summary>Tells by an upstream's status whose fault a refusal is.</summary>
internal static class RefusalPolicy
{
    public static AttemptOutcome Judge(ProviderError refusal) => refusal.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => AttemptOutcome.RateLimited,
        // The caller's credentials never get there: these are about the Router's own key.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired or HttpStatusCode.ProxyAuthenticationRequired => AttemptOutcome.Unauthorized,
        HttpStatusCode.RequestTimeout => AttemptOutcome.Failed,
        HttpStatusCode.NotFound => AttemptOutcome.Missing,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => AttemptOutcome.Rejected,
        _ => AttemptOutcome.Failed,
    };
}
