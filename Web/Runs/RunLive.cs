using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Conversations;
using Switchyard.Web.Graphs;

namespace Switchyard.Web.Runs;

/// <summary>Follows one run for a page, which calls it and reads it on its own dispatcher; events are taken in there too.</summary>
internal sealed class RunLive(RunClient runs, Action<RunEvent?> changed) : IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Task _following = Task.CompletedTask;
    private DateTimeOffset? _startedAt;
    private long _last;

    /// <summary>Gets where in its graph the run is.</summary>
    public GraphActivity Activity { get; } = new();

    /// <summary>Gets what it says.</summary>
    public Answer Answer { get; } = new(0);

    /// <summary>Gets why nothing comes.</summary>
    public string? Interruption { get; private set; }

    /// <summary>Gets why nothing will come any more.</summary>
    public string? Problem { get; private set; }

    /// <summary>Follows the run from its first event.</summary>
    public void Follow(string id) => _following = FollowAsync(id);

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _following;
        _left.Dispose();
    }

    private async Task FollowAsync(string id)
    {
        try
        {
            await foreach (var item in runs.FollowAsync(id, _last, Interrupt, _left.Token))
            {
                Add(item);
                changed(item);
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The person went to another page.
        }
        catch (AgentHostRefusedException refused)
        {
            Problem = refused.Message;
            changed(null);
        }
    }

    private void Add(RunEvent item)
    {
        _last = item.Sequence;
        _startedAt ??= item.Timestamp;
        Activity.Apply(item);
        RunEventReducer.Apply(Answer, item, item.Timestamp - _startedAt.Value);
    }

    // Called from wherever the connection was lost; one reference is written whole.
    private void Interrupt(string? problem)
    {
        if (problem != Interruption)
        {
            Interruption = problem;
            changed(null);
        }
    }
}
