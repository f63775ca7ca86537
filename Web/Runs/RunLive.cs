using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Conversations;
using Switchyard.Web.Graphs;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Runs;

/// <summary>Follows one run for a page, from its first event.</summary>
internal sealed class RunLive(RunClient runs, Action<RunEvent?> changed) : LiveFollowing<RunEvent>(changed)
{
    private DateTimeOffset? _startedAt;
    private long _last;

    /// <summary>Gets where in its graph the run is.</summary>
    public GraphActivity Activity { get; } = new();

    /// <summary>Gets what it says.</summary>
    public Answer Answer { get; } = new(0);

    private protected override IAsyncEnumerable<RunEvent> ReadAsync(string id, Action<string?> interrupted, CancellationToken cancellationToken)
        => runs.FollowAsync(id, _last, interrupted, cancellationToken);

    private protected override void Add(RunEvent item)
    {
        _last = item.Sequence;
        _startedAt ??= item.Timestamp;
        Activity.Apply(item);
        RunEventReducer.Apply(Answer, item, item.Timestamp - _startedAt.Value);
    }
}
