using Switchyard.AgentHost.Events;
using Switchyard.Agents.Journal;

namespace Switchyard.AgentHost.Runs;

/// <summary>What passes between the hosts of one run: what readers were told, how far it was, taking it on again and letting it go.</summary>
internal sealed class RunTakeOver(RunClaims claims, RunQueries queries, IRunJournal journal, RunSignals signals, RunSettings settings)
{
    /// <summary>The narrator of a run, who knows what other hosts have told.</summary>
    public async Task<RunNarrator> ReadToldAsync(RunClaim run) =>
        new(run.Id, new RunTold(run.IsResumed ? await queries.ReadEventsAsync(run.Id, 0, CancellationToken.None) : []), settings.Time);

    /// <summary>Whether a run kills its hosts: that many in a row died without a further entry that one more would be wasted, with all the other runs it has.</summary>
    public async Task<bool> IsStuckAsync(RunClaim run)
    {
        if (!run.IsResumed)
        {
            return false;
        }

        var head = await journal.FindAsync(run.JournalId, CancellationToken.None);
        return await claims.NoteFoundAsync(run.Id, head?.LastSequence ?? 0, CancellationToken.None) > settings.Options.MaxTakeOvers;
    }

    /// <summary>Goes on with a run into whose journal somebody else wrote: an answer or an end that came in elsewhere, or another host, which then has the record too.</summary>
    public Task<RunClaim?> ReclaimAsync(string runId) => claims.ReclaimAsync(runId, CancellationToken.None);

    /// <summary>Lets a run go for good or for a while; other hosts are told.</summary>
    public async Task ReleaseAsync(string runId, TimeSpan rest, string? error)
    {
        await claims.ReleaseAsync(runId, rest, error, CancellationToken.None);
        await signals.WakeAsync();
    }

    /// <summary>Has a run gone on with that was answered before its record said that it waits.</summary>
    public async Task CheckAnsweredAsync(string runId)
    {
        if (await claims.WakeAnsweredAsync(runId, CancellationToken.None) > 0)
        {
            await signals.WakeAsync();
        }
    }
}
