using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Switchyard.AgentHost.Runs;

/// <summary>The runs this host works on.</summary>
internal sealed class LiveRuns
{
    private readonly ConcurrentDictionary<string, LiveRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Gets the name this process writes into its runs' rows; a restarted host is another one.</summary>
    public string HostId { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Gets the name by which people know this process.</summary>
    public string HostName { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    public IReadOnlyCollection<LiveRun> All => [.. _runs.Values];

    public void Add(LiveRun run) => _runs[run.Id] = run;

    public void Remove(LiveRun run) => _runs.TryRemove(KeyValuePair.Create(run.Id, run));

    public bool TryGet(string id, [NotNullWhen(true)] out LiveRun? run) => _runs.TryGetValue(id, out run);

    public bool TryCancel(string id)
    {
        if (!_runs.TryGetValue(id, out var run))
        {
            return false;
        }

        run.Cancel(CancelReason.Requested);
        return true;
    }
}
