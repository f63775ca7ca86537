using System.Net;
using Switchyard.Providers;

namespace Switchyard.Router.Forwarding;

/// <summary>Tells by an upstream's status whose fault a refusal is.</summary>
internal static class RefusalPolicy
{
    /// <summary>What an upstream does not have at all, as the Router found out itself.</summary>
    public const string NotImplementedCode = "not_implemented";

    public static AttemptOutcome Judge(ProviderError refusal) => refusal.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => AttemptOutcome.RateLimited,
        // What an upstream does not have another may.
        HttpStatusCode.NotFound => AttemptOutcome.Missing,
        HttpStatusCode.NotImplemented when refusal.Code == NotImplementedCode => AttemptOutcome.Missing,
        // The caller's credentials never get there: these are about the Router's own key.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired or HttpStatusCode.ProxyAuthenticationRequired => AttemptOutcome.Unauthorized,
        HttpStatusCode.RequestTimeout => AttemptOutcome.Failed,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => AttemptOutcome.Rejected,
        _ => AttemptOutcome.Failed,
    };
}
