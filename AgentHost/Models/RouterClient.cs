using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Models;

/// <summary>The Router's answers about models, beside chatting.</summary>
internal sealed class RouterClient(IHttpClientFactory clients)
{
    public const string HttpClientName = "router";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>What is known about a model; null when the Router does not know it or does not answer.</summary>
    public async Task<ModelInfo?> FindModelAsync(string model, CancellationToken cancellationToken) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"v1/models/{Escape(model)}"), OpenAIJsonContext.Default.ModelInfo, cancellationToken);

    /// <summary>The exact number of tokens of a prompt; null when nobody can say (remote models have no tokenizer here).</summary>
    public async Task<int?> CountTokensAsync(TokenizeRequest request, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "tokenize") { Content = JsonContent.Create(request, OpenAIJsonContext.Default.TokenizeRequest) };
        return (await SendAsync(message, OpenAIJsonContext.Default.TokenizeResponse, cancellationToken))?.Count;
    }

    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            using var response = await clients.CreateClient(HttpClientName).GetAsync("alive", limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<T?> SendAsync<T>(HttpRequestMessage message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = message;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            using var response = await clients.CreateClient(HttpClientName).SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync(type, limit.Token) : null;
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsTransport(Exception exception) => exception is HttpRequestException or OperationCanceledException or JsonException or IOException;

    // The slash between provider and model stays a slash.
    private static string Escape(string model) => string.Join('/', model.Split('/').Select(Uri.EscapeDataString));
}
