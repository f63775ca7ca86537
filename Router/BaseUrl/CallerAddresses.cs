using Microsoft.Extensions.Options;
using Switchyard.OutboundHttp;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.BaseUrl;

/// <summary>
/// Plans requests that name their endpoint themselves. It is the only one asked, through connections that are checked one by one, with the
/// key the caller sent for it or none: what the Router knows of providers is not its business.
/// </summary>
internal sealed class CallerAddresses : IDisposable
{
    /// <summary>Names the root of an OpenAI-compatible API that is to serve the request.</summary>
    public const string HeaderName = "x-switchyard-base-url";

    /// <summary>Holds the key for it.</summary>
    public const string KeyHeaderName = "x-switchyard-upstream-key";

    /// <summary>Stands in the place of a provider's id, and can be none.</summary>
    public const string ProviderId = "base_url";

    private readonly bool _isEnabled;
    private readonly OutboundHttpClient _client;

    public CallerAddresses(IOptions<RouterOptions> options, TimeProvider time)
    {
        var settings = options.Value.RequestBaseUrl;
        var outbound = new OutboundHttpOptions { ConnectTimeout = options.Value.Forwarding.ConnectTimeout };
        foreach (var host in settings.AllowedHosts)
        {
            outbound.AllowedHosts.Add(host);
        }

        foreach (var network in settings.AllowedNetworks)
        {
            outbound.AllowedNetworks.Add(network);
        }

        (_isEnabled, _client) = (settings.Enabled, new OutboundHttpClient(outbound, time));
    }

    /// <summary>Gets the connections to such endpoints.</summary>
    public HttpMessageInvoker Invoker => _client.Invoker;

    /// <summary>Plans <paramref name="request"/> if it names its endpoint; <see langword="null"/> if it does not.</summary>
    public async ValueTask<RoutePlan?> PlanAsync(HttpContext context, ForwardRequest request)
    {
        if (request.Form is null && BaseUrlMember.Find(request.Body.Span) is { } member)
        {
            return RoutePlan.Refuse(Refuse(member));
        }

        if (!context.Request.Headers.TryGetValue(HeaderName, out var url))
        {
            return null;
        }

        return ProviderPath.Of(context) is { Provider: var provider }
            ? RoutePlan.Refuse(ApiErrors.ParameterNotAllowed(HeaderName, $"The path names the provider '{provider}', and the header {HeaderName} another endpoint; send the request to /v1/…, or without the header."))
            : await PlanAsync(context, url.ToString(), request.ModelName);
    }

    /// <summary>Says that <paramref name="member"/> of a body must not say where it goes.</summary>
    public static ApiError Refuse(string member) => ApiErrors.ParameterNotAllowed(member, $"'{member}' is not taken from a body; where an operator allows it, the header {HeaderName} names the endpoint.");

    public void Dispose() => _client.Dispose();

    private async Task<RoutePlan> PlanAsync(HttpContext context, string url, string? model)
    {
        if (!_isEnabled)
        {
            return RoutePlan.Refuse(ApiErrors.ParameterNotAllowed(HeaderName, $"The header {HeaderName} is not allowed here; Router:RequestBaseUrl switches it on."));
        }

        if (!ModelResolver.IsPlausible(model))
        {
            return RoutePlan.Refuse(ApiErrors.MissingParameter("model", $"With {HeaderName} 'model' must name a model of that endpoint."));
        }

        try
        {
            return Plan(await _client.CheckAsync(url, context.RequestAborted), model, context.Request.Headers[KeyHeaderName].ToString());
        }
        catch (UrlNotAllowedException exception)
        {
            return RoutePlan.Refuse(ApiErrors.UrlNotAllowed(HeaderName, exception.Message));
        }
        catch (FetchException exception)
        {
            return RoutePlan.Refuse(ApiErrors.UrlUnreachable(HeaderName, exception.Message));
        }
    }

    private static RoutePlan Plan(Uri address, string model, string key)
    {
        if (key.Any(character => character is < ' ' or > '~'))
        {
            return RoutePlan.Refuse(ApiErrors.InvalidValue(KeyHeaderName, $"The header {KeyHeaderName} may hold printable ASCII characters only."));
        }

        // A query would be lost as soon as the operation's path is added.
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return RoutePlan.Refuse(ApiErrors.UrlNotAllowed(HeaderName, "The URL must be the root of an API, without a query."));
        }

        var provider = new Provider(new ProviderConfig(ProviderId, "The request's own endpoint", ProviderKind.Caller)
        {
            Endpoints = [new EndpointConfig(ProviderId, address)],
            ApiKey = key.Length > 0 ? new Secret(key) : null,
        });
        return new RoutePlan([new RouteCandidate(provider, provider.Endpoints[0], model, $"{ProviderId}/{model}")], null);
    }
}
