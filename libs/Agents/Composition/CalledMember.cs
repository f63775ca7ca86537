using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Composition;

/// <summary>A member that a run has called and that has not answered yet.</summary>
internal sealed record CalledMember(IDurableAgent Agent, Guid RunId)
{
    /// <summary>Reads how far it came; <see langword="null"/> where it did not begin.</summary>
    public async Task<AgentResult?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Agent.ReadAsync(RunId, cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Answers those of its questions whose time is over, where its run began.</summary>
    public async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken).ConfigureAwait(false) is null ? 0 : await Agent.ExpireAsync(RunId, now, cancellationToken).ConfigureAwait(false);

    /// <summary>Ends its run, where it began.</summary>
    public async Task CancelAsync(string reason, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            await Agent.CancelAsync(RunId, reason, cancellationToken).ConfigureAwait(false);
        }
    }
}
