using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.Router.Strategies;

/// <summary>The end of an attempt: with the caller, with a decision for another, or because its answer cannot be finished.</summary>
internal sealed class DetachedLifetime(CancellationTokenSource lifetime, Action onAbort) : IHttpRequestLifetimeFeature
{
    public CancellationToken RequestAborted { get; set; } = lifetime.Token;

    public void Abort()
    {
        onAbort();
        lifetime.Cancel();
    }
}
