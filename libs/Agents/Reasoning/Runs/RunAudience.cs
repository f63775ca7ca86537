using Switchyard.Agents.Events;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Who listens to one run. Safe for concurrent use.</summary>
internal sealed class RunAudience(Action<AgentEvent> everyRun)
{
    private readonly Lock _gate = new();
    private readonly List<Action<AgentEvent>?> _listeners = [];

    public void Add(Action<AgentEvent>? listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
        }
    }

    /// <returns>How many are left.</returns>
    public int Remove(Action<AgentEvent>? listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
            return _listeners.Count;
        }
    }

    public void Tell(AgentEvent happened)
    {
        lock (_gate)
        {
            everyRun(happened);
            foreach (var listener in _listeners)
            {
                listener?.Invoke(happened);
            }
        }
    }
}
