using Switchyard.Agents.Events;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Who is told what happens in which run of this process; those of one run by one thread at a time. Safe for concurrent use.</summary>
/// <param name="everyRun">Who is told of all runs.</param>
internal sealed class RunListeners(Action<Guid, AgentEvent>? everyRun)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, RunAudience> _runs = [];

    /// <summary>Listens to a run; several may, who then wait for the same work.</summary>
    /// <returns>Whether it is the first to listen, and so the one that works.</returns>
    public bool Add(Guid runId, Action<AgentEvent>? listener)
    {
        lock (_gate)
        {
            var isFirst = !_runs.TryGetValue(runId, out var audience);
            audience ??= _runs[runId] = new RunAudience(happened => everyRun?.Invoke(runId, happened));
            audience.Add(listener);
            return isFirst;
        }
    }

    public void Remove(Guid runId, Action<AgentEvent>? listener)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(runId, out var audience) && audience.Remove(listener) == 0)
            {
                _runs.Remove(runId);
            }
        }
    }

    public void Tell(Guid runId, AgentEvent happened)
    {
        RunAudience? audience;
        lock (_gate)
        {
            audience = _runs.GetValueOrDefault(runId);
        }

        audience?.Tell(happened);
    }
}
