using System.Security.Cryptography;
using System.Text;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition;

/// <summary>The runs of agents that others call: each is named by the call, so that whoever makes the call again finds the run instead of starting another one.</summary>
public static class MemberRuns
{
    // A host that resumes runs may take a member's run from the one that called it; whoever comes back takes it over again.
    private const int MaxAttempts = 3;

    /// <summary>Gets the name of the run that the call with this key works on.</summary>
    /// <param name="key">The key that the effect or tool call has in the calling run alone: a fork that was made in the middle of the call has a run of its own.</param>
    public static Guid IdOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);

        // Version 8: made in a way of its own (RFC 9562, section 5.8).
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Has an agent work on a task as an idempotent effect.</summary>
    /// <exception cref="EffectWaitsException">The agent waits for a person.</exception>
    internal static async Task<AgentResult> RunAsync(IAgent agent, AgentTask task, CancellationToken cancellationToken)
    {
        var result = await RunUntilRestAsync(agent, task, cancellationToken).ConfigureAwait(false);
        return result.Status == RunStatus.Waiting ? throw new EffectWaitsException(Name(result.Waiting, agent.Name, result.RunId)) : result with { Waiting = [] };
    }

    /// <summary>Says of what an agent's run waits for who asks, where the run does not say: it is the run itself then.</summary>
    internal static IReadOnlyList<PersonRequest> Name(IEnumerable<PersonRequest> requests, string agent, Guid runId) =>
        [.. requests.Select(request => request with { Agent = request.Agent ?? agent, RunId = request.RunId == Guid.Empty ? runId : request.RunId })];

    private static async Task<AgentResult> RunUntilRestAsync(IAgent agent, AgentTask task, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await agent.RunAsync(task, cancellationToken).ConfigureAwait(false);
            }
            catch (RunLostException) when (attempt < MaxAttempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
