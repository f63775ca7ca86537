using Switchyard.Faults.Histories;
using Switchyard.Faults.Proxy;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Services;

namespace Switchyard.Faults.Processes;

/// <summary>A place for a worker: its process, which comes and goes, with proxies before its stores that stay.</summary>
internal sealed class WorkerSlot(string name, RunFolder folder, StorePair stores, TimeSpan lease, HistoryWriter history) : IAsyncDisposable
{
    private const int Concurrency = 6;

    private readonly SemaphoreSlim _turn = new(1);
    private ServerProcess? _process;
    private int _id;
    private int _generation;

    /// <summary>Gets the proxy before its Redis.</summary>
    public FaultProxy Redis { get; } = new(stores.Redis.Port);

    /// <summary>Gets the proxy before its PostgreSQL.</summary>
    public FaultProxy Postgres { get; } = new(stores.Postgres.Port);

    private string ProcessName => $"{name}.{_generation}";

    /// <summary>Starts a process, unless there is one that lives.</summary>
    public Task StartAsync() => InTurnAsync(() => _process is not null && Signals.IsAlive(_id) ? Task.CompletedTask : StartAnewAsync([]));

    /// <summary>Replaces the process by one with more variables.</summary>
    public Task RestartAsync(Dictionary<string, string> environment) => InTurnAsync(() => StartAnewAsync(environment));

    /// <summary>Kills the process, as <c>kill -9</c> does.</summary>
    public Task KillAsync() => InTurnAsync(BuryAsync);

    /// <summary>Sends the process a signal by its name.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(_id, signal);

    /// <summary>Tells the process to end and waits until it has; one that takes longer than it may is killed.</summary>
    public Task TerminateAsync(TimeSpan limit) => InTurnAsync(async () =>
    {
        await Signals.SendAsync(_id, "TERM");
        var until = HistoryLine.Now + limit.TotalSeconds;
        while (Signals.IsAlive(_id) && HistoryLine.Now < until)
        {
            await Task.Delay(50);
        }

        await BuryAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _turn.Dispose();
    }

    private async Task StartAnewAsync(Dictionary<string, string> environment)
    {
        await BuryAsync();
        _generation++;
        string[] command =
        [
            "dotnet", ServiceProcess.FindProgram("Faults"), "worker", $"--Name={ProcessName}", $"--Postgres={StorePair.ConnectionStringOf(Postgres.Port)}", $"--Redis=127.0.0.1:{Redis.Port}",
            $"--History={folder.HistoryOf(ProcessName)}", $"--Lease={lease}", $"--Concurrency={Concurrency}",
        ];
        _process = ServerProcess.Start(null, new Dictionary<string, string>(environment) { ["STOP_SIGNAL"] = "TERM", ["SERVER_LOG"] = folder.LogOf(name) }, command);
        _id = await _process.FindIdAsync();
    }

    private async Task BuryAsync()
    {
        if (_process is not null)
        {
            await _process.KillAsync();
            await _process.DisposeAsync();
            _process = null;
            history.Append(new HistoryLine(Happening.Killed, ProcessName));
        }
    }

    private async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
