using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.OpenAI;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
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
        timeout.CancelAfter(provider.ApiKey is null ? options.Value.Discovery.Timeout : 5 * options.Value.Discovery.Timeout);
        try
        {
            return await AskAsync(provider, endpoint, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} did not list its models in time.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Unavailable(provider, endpoint, $"Nothing answers at {endpoint.Config.Root.Authority}.");
        }
    }

    private async Task<EndpointState> AskAsync(ProviderConfig provider, UpstreamEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Models);
        Authorize(request, provider.ApiKey);
        using var response = await clients.For(provider).SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} answered with status {(int)response.StatusCode} when asked for its models.");
        }

        await response.Content.LoadIntoBufferAsync(MaxBodyBytes, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return Parse(provider.Kind, body) is { } models
            ? new EndpointState(EndpointStatus.Ready, models, null)
            : Unavailable(provider, endpoint, $"{endpoint.Config.Root.Authority} did not answer with a model list.");
    }

    public static void Authorize(HttpRequestMessage request, Secret? key)
    {
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        }
    }

    private static ImmutableArray<ModelInfo>? Parse(ProviderKind kind, byte[] body)
    {
        try
        {
            return kind == ProviderKind.Nodes
                ? JsonSerializer.Deserialize(body, OpenAIJsonContext.Default.ModelList)?.Data.ToImmutableArray()
                : ParseForeign(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Beyond the id, providers agree on nothing: "capabilities" is an object at one, "created" a fraction at another.
    private static ImmutableArray<ModelInfo>? ParseForeign(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(ParseForeignModel).OfType<ModelInfo>()]
            : null;
    }

    private static ModelInfo? ParseForeignModel(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? new ModelInfo { Id = id.GetString()!, Created = Number(model, "created") ?? 0, MaxModelLen = (int?)(Number(model, "max_model_len") ?? Number(model, "context_window")) }
            : null;

    private static long? Number(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue ? number : null;

    // A node that restarts still has its models; a server that was only found by looking has none once it is gone.
    private static EndpointState Unavailable(ProviderConfig provider, UpstreamEndpoint endpoint, string detail) =>
        provider.Kind == ProviderKind.Probed
            ? new(EndpointStatus.Unavailable, null, $"{detail} Start {provider.Name} to use its models.")
            : new(EndpointStatus.Unavailable, endpoint.State.Models, detail);
}
