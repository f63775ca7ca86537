using Microsoft.Extensions.Options;
using Switchyard.Dialects;
using Switchyard.Router.Configuration;
using Switchyard.Router.Credentials;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;

namespace Switchyard.Router.Discovery;

/// <summary>Asks one endpoint for its models. Every outcome is a state; nothing is thrown but cancellation.</summary>
internal sealed class ModelLister(UpstreamClients clients, IOptions<RouterOptions> options)
{
    private const int MaxBodyBytes = 4 * 1024 * 1024;

    public async Task<EndpointState> ListAsync(ProviderConfig provider, UpstreamEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter((provider.IsAuthenticated ? 5 : 1) * options.Value.Discovery.Timeout);
        try
        {
            return await AskAsync(provider, endpoint, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} did not list its models in time.");
        }
        catch (TokenException exception)
        {
            return Unavailable(provider, endpoint, $"{provider.Name} {exception.Message}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Unavailable(provider, endpoint, $"Nothing answers at {endpoint.Config.Root.Authority}.");
        }
    }

    private async Task<EndpointState> AskAsync(ProviderConfig provider, UpstreamEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(endpoint, provider));
        UpstreamHeaders.Add(request, provider);
        using var response = await clients.For(provider).SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} answered with status {(int)response.StatusCode} when asked for its models.");
        }

        await response.Content.LoadIntoBufferAsync(MaxBodyBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return ModelLists.Read(provider, body) is { } models
            ? new EndpointState(EndpointStatus.Ready, models, null)
            : Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} did not answer with a model list.");
    }

    // All on one page: more models than that has no provider.
    private static Uri AddressOf(UpstreamEndpoint endpoint, ProviderConfig provider) => provider.Dialect.Dialect switch
    {
        _ when provider.Plugin is { } plugin => plugin.Models is { } list ? endpoint.AddressOf(list.Path) : endpoint.Models,
        Dialect.Anthropic => endpoint.AddressOf("models?limit=1000"),
        Dialect.Gemini => endpoint.AddressOf("models?pageSize=1000"),
        Dialect.Ollama => endpoint.AddressOf("api/tags"),
        _ => endpoint.Models,
    };

    // A node that restarts still has its models; a server that was only found by looking has none once it is gone.
    private static EndpointState Unavailable(ProviderConfig provider, UpstreamEndpoint endpoint, string detail) =>
        provider.Kind == ProviderKind.Probed
            ? new(EndpointStatus.Unavailable, null, $"{detail} Start {provider.Name} to use its models.")
            : new(EndpointStatus.Unavailable, endpoint.State.Models, detail);
}
