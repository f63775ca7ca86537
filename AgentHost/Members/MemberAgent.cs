using Npgsql;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using JournalLostException = Switchyard.Agents.Graphs.Runs.RunLostException;

namespace Switchyard.AgentHost.Members;

/// <summary>
/// An agent that a run may call, made when it is first needed: agents may name one another in a circle. What it could not do is its result. That this host cannot go on with its run is none:
/// the whole run is let go then, and whoever takes it on goes on with the called one as well.
/// </summary>
internal sealed class MemberAgent(AgentDefinition definition, Func<GraphAgent> create, MemberCalls calls) : IDurableAgent
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(1);

    private readonly Lazy<GraphAgent> _agent = new(create);

    public string Name => definition.Id;

    public string Description => definition.Description;

    /// <summary>Gets the longest time that one call may take. The agent keeps to its budget by itself; this is for what does not come back.</summary>
    public TimeSpan TimeLimit { get; } = definition.Budget.MaxTime + s_grace ?? TimeSpan.FromDays(1);

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(TimeLimit, calls.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await calls.Store.NoteAsync(calls.RunId, task.RunId, definition, linked.Token);
            return await _agent.Value.RunAsync(task, linked.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(task.RunId, RunVerdict.OverTime, cancellationToken);
            return await ReadAsync(task.RunId, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or JournalLostException or GraphChangedException or CallMismatchException or InvalidAgentException)
        {
            calls.OnBroken(exception);

            // What this call came to must not be journalled: it is stopped from above.
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw;
        }
    }

    public Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default) => _agent.Value.ReadAsync(runId, cancellationToken);

    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default) => _agent.Value.AnswerAsync(runId, key, answer, cancellationToken);

    public Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default) =>
        _agent.Value.ResolveAsync(runId, key, answer, result, cancellationToken);

    public Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default) => _agent.Value.ExpireAsync(runId, now, cancellationToken);

    public Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default) => _agent.Value.CancelAsync(runId, reason, cancellationToken);
}
