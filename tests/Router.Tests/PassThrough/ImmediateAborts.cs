using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Has a request that is aborted say so before whoever aborts it goes on. The server says it by another thread, and so sometimes before and sometimes after.</summary>
internal sealed class ImmediateAborts : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static async (context, following) =>
        {
            var inner = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            using var aborted = CancellationTokenSource.CreateLinkedTokenSource(inner.RequestAborted);
            context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime(inner, aborted));
            await following(context);
        });
        next(app);
    };

    private sealed class Lifetime(IHttpRequestLifetimeFeature inner, CancellationTokenSource aborted) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = aborted.Token;

        public void Abort()
        {
            aborted.Cancel();
            inner.Abort();
        }
    }
}
