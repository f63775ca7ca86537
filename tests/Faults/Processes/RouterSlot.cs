using Switchyard.Faults.Proxy;
using Switchyard.Tests.Common.Services;

namespace Switchyard.Faults.Processes;

/// <summary>A place for a Router, which takes jobs and does none: its process, with proxies before its stores and one before itself.</summary>
internal sealed class RouterSlot(StorePair stores) : IAsyncDisposable
{
    private ServiceProcess? _process;

    /// <summary>Gets the proxy before its Redis.</summary>
    public FaultProxy Redis { get; } = new(stores.Redis.Port);

    /// <summary>Gets the proxy before its PostgreSQL.</summary>
    public FaultProxy Postgres { get; } = new(stores.Postgres.Port);

    /// <summary>Gets the proxy that its clients connect to.</summary>
    public FaultProxy Front { get; } = new(0);

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["Router:Queue:Role"] = "router",
            ["Router:FindOllama"] = "false",
            ["Router:Providers:none:BaseUrl"] = "http://127.0.0.1:9/v1",
            ["Router:Providers:none:Models:0"] = "fault",
            ["ConnectionStrings:switchyard"] = StorePair.ConnectionStringOf(Postgres.Port),
            ["ConnectionStrings:cache"] = $"127.0.0.1:{Redis.Port}",
        };
        _process = await ServiceProcess.StartAsync("Router", settings, cancellationToken);
        Front.Target = new Uri(_process.Address).Port;
    }

    /// <summary>Kills the process, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.KillAsync();
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Front.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
