using System.Diagnostics.CodeAnalysis;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>Takes a provider's id off the front of <c>/{provider}/v1/…</c>, before anything looks at the path: all that is served at <c>/v1</c> is served there too.</summary>
internal sealed class ProviderPathFilter(ModelRegistry registry, ApiErrorWriter errors) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) => TryRead(context.Request.Path.Value, out var id, out var rest) ? EnterAsync(context, id, rest, following) : following(context));
        next(app);
    };

    private async Task EnterAsync(HttpContext context, string id, string rest, RequestDelegate following)
    {
        if (!registry.ById.ContainsKey(id))
        {
            await errors.WriteAsync(context, ApiErrors.NotFound($"There is no provider '{id}'. GET /providers lists those there are."));
            return;
        }

        context.Request.PathBase = context.Request.PathBase.Add("/" + id);
        context.Request.Path = rest;
        context.Features.Set(new ProviderPath(id));
        await following(context);
    }

    private static bool TryRead(string? path, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? rest)
    {
        (id, rest) = (null, null);
        var end = path is { Length: > 1 } ? path.IndexOf('/', 1) : -1;
        if (end <= 1 || !path.AsSpan(end).StartsWith("/v1/", StringComparison.Ordinal))
        {
            return false;
        }

        (id, rest) = (path![1..end], path[end..]);
        return true;
    }
}
