using System.Collections.Concurrent;
using Switchyard.Agents.Events;

namespace Switchyard.Agents.Composition;

/// <summary>Who watches the runs that are worked on in this process. Members that work side by side are told of one at a time.</summary>
internal sealed class RunObservers
{
    private readonly ConcurrentDictionary<Guid, Action<AgentEvent>> _observers = [];

    /// <summary>Has somebody watch a run until the result is disposed; who watched it before stays the one.</summary>
    public IDisposable? Watch(Guid runId, Action<AgentEvent>? onEvent)
    {
        if (onEvent is null)
        {
            return null;
        }

        var gate = new Lock();
        var observer = new Action<AgentEvent>(happened =>
        {
            lock (gate)
            {
                onEvent(happened);
            }
        });
        return _observers.TryAdd(runId, observer) ? new Watching(() => _observers.TryRemove(runId, out _)) : null;
    }

    /// <summary>Gets what a member of a run tells its events; <see langword="null"/> where nobody watches the run.</summary>
    public Action<AgentEvent>? OfMember(Guid runId, string member, Guid memberRunId) =>
        _observers.TryGetValue(runId, out var observer) ? happened => observer(new MemberEvent(member, memberRunId, happened)) : null;

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
