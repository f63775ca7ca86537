using System.Text.Json;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Supervision;

/// <summary>Asks an HTTP endpoint for its health.</summary>
internal static class HttpProbe
{
    private const int MaxBodyBytes = 64 * 1024;

    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = MaxBodyBytes,
    };

    public static async Task<ProbeResult> AskAsync(int port, HealthCheckConfig check, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{port}{check.Path}");
        try
        {
            using var response = await s_client.GetAsync(address, cancellationToken).ConfigureAwait(false);
            var description = $"GET {address} answered {(int)response.StatusCode}";
            return (int)response.StatusCode == check.StatusCode
                ? new ProbeResult(true, await ReadStatusAsync(response, cancellationToken).ConfigureAwait(false), description)
                : ProbeResult.NotReady(description);
        }
        catch (HttpRequestException exception)
        {
            return ProbeResult.NotReady($"GET {address} failed: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeResult.NotReady($"GET {address} did not answer in time");
        }
    }

    // A service may be ready and yet say {"status":"Degraded"}; any other body counts as healthy.
    private static async Task<string> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out var status)
                ? status.GetString() ?? ProbeResult.Healthy
                : ProbeResult.Healthy;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ProbeResult.Healthy;
        }
    }
}
