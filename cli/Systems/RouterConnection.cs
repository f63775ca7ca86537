using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Systems;

/// <summary>Asks the Router that runs here.</summary>
internal sealed class RouterConnection : IDisposable
{
    // Which tenant the commands are, where tenants are told apart: the operator when it is not set.
    private const string TenantVariable = "SWITCHYARD_TENANT";

    private RouterConnection(Uri address)
    {
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        if (Environment.GetEnvironmentVariable(QueueTenants.HeaderSetting.Replace(":", "__", StringComparison.Ordinal)) is { Length: > 0 } header)
        {
            Http.DefaultRequestHeaders.TryAddWithoutValidation(header, Environment.GetEnvironmentVariable(TenantVariable) is { Length: > 0 } tenant ? tenant : QueueTenants.All);
        }

        Client = new SwitchyardClient(Http);
    }

    public HttpClient Http { get; }

    /// <summary>Gets the jobs, files and batches.</summary>
    public SwitchyardClient Client { get; }

    /// <summary>Runs <paramref name="action"/> on a connection, or says why there is none or what the Router says against it.</summary>
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
        catch (RouterRefusedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException or TaskCanceledException { InnerException: TimeoutException })
        {
            await Console.Error.WriteLineAsync($"The Router at {address} does not answer. ./switchyard status shows how it is.");
            return ExitCodes.Failure;
        }
    }

    /// <summary>Says what the Router says against it.</summary>
    public static async Task<int> RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync((await ServiceProblem.ReadAsync(response, cancellationToken)).Message);
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

    public void Dispose() => Http.Dispose();
}
