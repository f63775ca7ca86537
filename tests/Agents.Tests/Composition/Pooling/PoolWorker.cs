using System.Collections.Concurrent;

namespace Switchyard.Agents.Tests.Composition.Pooling;

/// <summary>A worker of a pool: does what the test says, then tells its number.</summary>
internal sealed class PoolWorker(int number, Func<PoolWorker, Task> work) : IAgent, IDisposable
{
    public string Name => "worker";

    public string Description => "";

    public int Number => number;

    public bool IsHealthy { get; set; } = true;

    public bool IsDisposed { get; private set; }

    public ConcurrentQueue<Guid> Runs { get; } = [];

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        Runs.Enqueue(task.RunId);
        await work(this);
        return ScriptedAgent.Say($"worker {number}") with { RunId = task.RunId };
    }

    public void Dispose() => IsDisposed = true;
}
