using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.Queue;

namespace Switchyard.Cli.Systems;

/// <summary>Asks the Router that runs here.</summary>
internal sealed class RouterConnection : IDisposable
{
    private RouterConnection(Uri address)
    {
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        if (Environment.GetEnvironmentVariable(QueueTenants.HeaderSetting.Replace(":", "__", StringComparison.Ordinal)) is { Length: > 0 } header)
        {
            Http.DefaultRequestHeaders.TryAddWithoutValidation(header, QueueTenants.All);
        }
    }

    public HttpClient Http { get; }

    /// <summary>Runs <paramref name="action"/> on a connection, or says why there is none.</summary>
    public static async Task<int> RunAsync(LocalSystem system, Func<RouterConnection, Task<int>> action)
    {
        if (system.AddressOf("router") is not { } address)
        {
            return system.SayNotRunning();
        }

        try
        {
            using var connection = new RouterConnection(address);
            return await action(connection);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            await Console.Error.WriteLineAsync($"The Router at {address} does not answer. ./switchyard status shows how it is.");
            return ExitCodes.Failure;
        }
    }

    /// <summary>Says what the Router says against it.</summary>
    public static async Task<int> RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(await ProblemText.ReadAsync(response, cancellationToken));
        return ExitCodes.Failure;
    }

    /// <summary>Sends <paramref name="request"/>, and has <paramref name="read"/> read its answer as it comes.</summary>
    public async Task<int> SendAsync(HttpRequestMessage request, Func<HttpResponseMessage, Task<int>> read, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? await read(response) : await RefuseAsync(response, cancellationToken);
        }
    }

    /// <summary>Sends <paramref name="request"/>, and has <paramref name="use"/> use what its answer says.</summary>
    public Task<int> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, Func<T, Task<int>> use, CancellationToken cancellationToken) => SendAsync(
        request,
        async response => await use((await JsonSerializer.DeserializeAsync(await response.Content.ReadAsStreamAsync(cancellationToken), type, cancellationToken))!),
        cancellationToken);

    public Task<int> GetAsync<T>(string path, JsonTypeInfo<T> type, Func<T, Task<int>> use, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, use, cancellationToken);

    public void Dispose() => Http.Dispose();
}
