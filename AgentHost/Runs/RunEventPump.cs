using Npgsql;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// Commits the events of one run and then shows them to its readers, in the order in which they came, and between them what others write into the record. Whoever posts does not wait. What is
/// pending stays small: tokens that follow one another are joined, of a tool's progress the last is enough, and while the database is away the journal, and with it the run, stands still.
/// </summary>
internal sealed class RunEventPump(LiveRun run, RunPublisher publisher) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0);
    private List<RunEvent> _pending = [];
    private bool _looks;
    private bool _isClosed;

    /// <summary>Takes an event on; its number is given later.</summary>
    public void Post(RunEvent runEvent)
    {
        lock (_gate)
        {
            if (runEvent.Type == RunEventTypes.Token && _pending is [.., { Type: RunEventTypes.Token } last])
            {
                _pending[^1] = last with { Text = last.Text + runEvent.Text };
            }
            else if (runEvent.Type == RunEventTypes.ToolProgress && FindProgress(runEvent.CallId) is >= 0 and var former)
            {
                _pending[former] = runEvent;
            }
            else
            {
                _pending.Add(runEvent);
            }
        }

        _signal.Release();
    }

    // Among the last ones, which are of calls that are made at once.
    private int FindProgress(string? callId)
    {
        for (var at = _pending.Count - 1; at >= 0 && _pending[at].Type == RunEventTypes.ToolProgress; at--)
        {
            if (_pending[at].CallId == callId)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Has the loop look for what others have written into the record.</summary>
    public void Look()
    {
        lock (_gate)
        {
            _looks = true;
        }

        _signal.Release();
    }

    /// <summary>Has the loop end when all that was posted is done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _signal.Release();
    }

    /// <summary>Works until it is closed. Where the record cannot be written the run is stopped: another host, or this one later, goes on.</summary>
    /// <returns>Whether all that was posted is on record.</returns>
    public async Task<bool> RunAsync()
    {
        try
        {
            while (await TakeAsync() is (var events, var looks))
            {
                await SendAsync(events);
                if (looks)
                {
                    await publisher.ShowMissedAsync(run);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or RunLostException)
        {
            run.Cancel(CancelReason.LeaseLost);
            return false;
        }
    }

    public void Dispose() => _signal.Dispose();

    private async Task<(List<RunEvent> Events, bool Looks)?> TakeAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_pending.Count > 0 || _looks)
                {
                    var taken = (_pending, _looks);
                    (_pending, _looks) = ([], false);
                    return taken;
                }

                if (_isClosed)
                {
                    return null;
                }
            }

            await _signal.WaitAsync();
        }
    }

    private async Task SendAsync(List<RunEvent> events)
    {
        for (var at = 0; at < events.Count;)
        {
            if (RunEventTypes.Live.Contains(events[at].Type))
            {
                run.Publish(events[at] with { Sequence = run.LastSequence + 1 });
                at++;
                continue;
            }

            var recorded = events.Skip(at).TakeWhile(runEvent => !RunEventTypes.Live.Contains(runEvent.Type)).ToList();
            await publisher.AppendAsync(run, recorded);
            at += recorded.Count;
        }
    }
}
