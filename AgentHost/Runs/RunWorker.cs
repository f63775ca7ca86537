using System.Runtime.ExceptionServices;
using Npgsql;
using Switchyard.AgentHost.Models;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using JournalLostException = Switchyard.Agents.Graphs.Runs.RunLostException;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// Works on one run until it rests. The journal comes first: it is written before the record, so that the record, which any host can bring up to it, never says more than what is so.
/// </summary>
internal sealed partial class RunWorker(RunAgents agents, RunPreparer preparer, RunRecorder recorder, RunPublisher publisher, RunTakeOver takeOver, ILogger<RunWorker> logger)
{
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(1);

    /// <summary>Works on a run.</summary>
    /// <returns>How it came to rest, and what the record says of it from now on.</returns>
    /// <exception cref="NpgsqlException">The database is away: whoever finds the lease lapsed goes on.</exception>
    /// <exception cref="RunLostException">The run is no longer this host's.</exception>
    public async Task<(RunRest Came, string Status)> WorkAsync(LiveRun run)
    {
        var narrator = await takeOver.ReadToldAsync(run.Claim);
        if (run.Claim.Version is null)
        {
            return (RunRest.Over, await recorder.FailAsync(run, RunStatuses.Interrupted, "The host that worked on this run stopped before it ended. Start it again.", [], narrator));
        }

        using var pump = new RunEventPump(run, publisher);
        await using var overhearing = publisher.Overhear(run.Id, pump.Look);
        var pumping = pump.RunAsync();
        AgentResult? result;
        try
        {
            result = await ResumeAsync(run, narrator, pump);
        }
        catch (Exception exception) when (exception is GraphChangedException or CallMismatchException or InvalidAgentException)
        {
            LogPostponed(run.Id, exception);
            await takeOver.ReleaseAsync(run.Id, s_later, exception.Message);
            return (RunRest.Released, RunStatuses.Running);
        }
        catch (JournalLostException)
        {
            return (RunRest.Lost, RunStatuses.Running);
        }
        catch (PromptTooLongException exception)
        {
            return (RunRest.Over, await recorder.FailAsync(run, RunStatuses.Failed, exception.Message, [exception.Started], narrator));
        }
        catch (RunNotFoundException exception)
        {
            // The journal never had it, and no host could begin it: a fork whose parent was deleted meanwhile.
            LogFailed(run.Id, exception);
            return (RunRest.Over, await (run.Reason == CancelReason.Requested
                ? recorder.FailAsync(run, RunStatuses.Cancelled, RunVerdict.Cancelled, [], narrator)
                : recorder.FailAsync(run, RunStatuses.Failed, "The run could not be begun. The log has the cause under its id.", [], narrator)));
        }
        finally
        {
            pump.Close();
            await pumping;
        }

        // What was told is on record, or the run is not this host's to record.
        return await pumping ? await RecordAsync(run, result, narrator) : throw new RunLostException();
    }

    /// <returns>How far the run came; null where the host stops.</returns>
    private async Task<AgentResult?> ResumeAsync(LiveRun run, RunNarrator narrator, RunEventPump pump)
    {
        var observer = new RunObserver(narrator, pump);
        var budget = await preparer.GetBudgetAsync(run.Claim.Model, CancellationToken.None);
        var agent = await agents.CreateAsync(run.Claim, observer.Hear, run.Break, CancellationToken.None);
        run.Agent = agent;
        try
        {
            if (run.Claim.CancelRequested)
            {
                run.Cancel(CancelReason.Requested);
            }

            await BeginAsync(run, agent, budget, narrator, pump);
            if (await takeOver.IsStuckAsync(run.Claim))
            {
                return await EndAsync(run, agent, $"{RunVerdict.GivenUp}Each host that worked on this run at this place died. Its journal says at which; look there before you fork it.");
            }

            // The agent keeps to its budget by itself, and a run that goes on has what is left of it; this is for what does not come back.
            using var limit = new CancellationTokenSource(agent.Definition.Budget.Within(run.Claim.RequestedBudget).MaxTime + s_grace ?? Timeout.InfiniteTimeSpan);
            await using var onLimit = limit.Token.Register(() => run.Cancel(CancelReason.TimedOut));
            return await agent.ResumeAsync(run.Claim.JournalId, observer.Hear, run.Cancelled);
        }
        catch (OperationCanceledException) when (run.Cancelled.IsCancellationRequested)
        {
            // The same happens as if it were the run's own journal or graph.
            if (run.Broken is { } broken)
            {
                ExceptionDispatchInfo.Throw(broken);
            }

            return run.Reason switch
            {
                CancelReason.Requested => await EndAsync(run, agent, RunVerdict.Cancelled),
                CancelReason.TimedOut => await EndAsync(run, agent, RunVerdict.OverTime),
                CancelReason.HostStopping => null,
                _ => throw new RunLostException(),
            };
        }
        catch (Exception exception) when (exception is not (NpgsqlException or JournalLostException or RunLostException or OperationCanceledException or GraphChangedException or CallMismatchException or InvalidAgentException or PromptTooLongException))
        {
            LogFailed(run.Id, exception);
            return await EndAsync(run, agent, $"{RunVerdict.GivenUp}The run failed inside the service. Its log has the cause under the run's id.");
        }
    }

    private async Task BeginAsync(LiveRun run, GraphAgent agent, ModelBudget budget, RunNarrator narrator, RunEventPump pump)
    {
        // Not cancelled on the way: what is cancelled is ended in the journal, which has to have it.
        if (!run.Claim.IsResumed || await agents.Journal.FindAsync(run.Claim.JournalId, CancellationToken.None) is null)
        {
            pump.Post(await preparer.CreateAsync(run.Claim, agent, budget, narrator, CancellationToken.None));
        }

        if (run.Claim.IsResumed || run.Claim.Parent is not null)
        {
            var state = await agent.ReadStateAsync(run.Claim.JournalId, null, CancellationToken.None);
            narrator.TellMissing(state).ForEach(pump.Post);
        }
    }

    private static async Task<AgentResult?> EndAsync(LiveRun run, GraphAgent agent, string reason)
    {
        await agent.CancelAsync(run.Claim.JournalId, reason, CancellationToken.None);
        return await agent.ReadAsync(run.Claim.JournalId, CancellationToken.None);
    }

    private async Task<(RunRest Came, string Status)> RecordAsync(LiveRun run, AgentResult? result, RunNarrator narrator)
    {
        if (result is null || result.Status == RunStatus.Running)
        {
            await takeOver.ReleaseAsync(run.Id, TimeSpan.Zero, null);
            return (RunRest.Released, RunStatuses.Running);
        }

        var state = await run.Agent!.ReadStateAsync(run.Claim.JournalId, null, CancellationToken.None);
        try
        {
            if (result.Status == RunStatus.Waiting)
            {
                await recorder.WaitAsync(run, result, state, narrator);
                return (RunRest.Waiting, RunStatuses.Waiting);
            }

            return (RunRest.Over, await recorder.FinishAsync(run, result, state, narrator));
        }
        catch (PostgresException exception) when (!exception.IsTransient)
        {
            // Every host would be refused the same: the run is not to go round for ever.
            LogFailed(run.Id, exception);
            return (RunRest.Over, await recorder.FailAsync(run, RunStatuses.Failed, "The run's end could not be recorded; its journal has it. The log has the cause under the run's id.", [], narrator));
        }
    }

    [LoggerMessage(EventId = EventIds.RunFailed, Level = LogLevel.Error, Message = "Run '{RunId}' failed.")]
    private partial void LogFailed(string runId, Exception exception);

    [LoggerMessage(EventId = EventIds.RunPostponed, Level = LogLevel.Warning, Message = "This host cannot go on with run '{RunId}'; it is left for another one.")]
    private partial void LogPostponed(string runId, Exception exception);
}
