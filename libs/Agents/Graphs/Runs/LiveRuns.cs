using System.Collections.Concurrent;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>The runs that a runner works on, each once however many want it to go on. Safe for concurrent use.</summary>
internal sealed class LiveRuns<TState>
{
    private readonly ConcurrentDictionary<Guid, LiveRun<TState>> _runs = [];

    public bool Has(Guid runId) => _runs.ContainsKey(runId);

    /// <summary>Works on a run, or waits for what comes of it where that is done already.</summary>
    public async Task<RunResult<TState>> WorkAsync(Guid runId, Func<LiveRun<TState>, Task<RunResult<TState>>> work, CancellationToken cancellationToken)
    {
        var mine = new LiveRun<TState>();
        while (_runs.GetOrAdd(runId, mine) is var live && live != mine)
        {
            if (live.Session is not { IsAtRest: true })
            {
                return await live.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            // What it came to may be old: an answer that was given since then is not part of it.
            await live.Left.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var result = await work(mine).ConfigureAwait(false);
            mine.Result.SetResult(result);
            return result;
        }
        // Who waits for the same run gets the same exception; where nobody does, it counts as seen.
        catch (Exception exception) when (mine.Result.TrySetException(exception) && mine.Result.Task.Exception is not null)
        {
            throw;
        }
        finally
        {
            _runs.TryRemove(new KeyValuePair<Guid, LiveRun<TState>>(runId, mine));
            mine.Left.SetResult();
        }
    }

    /// <summary>Journals what a person said in the course of the work on the run; <see langword="false"/> where nobody works on it here.</summary>
    public async Task<bool> TryAcceptAsync(Guid runId, Func<RunPosition, EntryDraft> accept)
    {
        try
        {
            return _runs.TryGetValue(runId, out var live) && live.Session is { } session && await session.TryAcceptAsync(accept).ConfigureAwait(false);
        }
        catch (RunLostException)
        {
            // Another host has taken the run over, so it was not written here.
            return false;
        }
    }

    /// <summary>Ends the work on a run that is over.</summary>
    public void Stop(Guid runId)
    {
        if (_runs.TryGetValue(runId, out var live))
        {
            live.Session?.Refuse(new RunLostException(runId));
        }
    }
}
