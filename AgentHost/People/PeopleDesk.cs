using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;
using JournalLostException = Switchyard.Agents.Graphs.Runs.RunLostException;

namespace Switchyard.AgentHost.People;

/// <summary>Takes what people say to runs: into the journal first, then into the record, and has the run gone on with.</summary>
internal sealed class PeopleDesk(RequestStore requests, RunQueries queries, RunAgents agents, LiveRuns live, RunSignals signals)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    /// <summary>The run that somebody answers: one of their own, or one that put the question to them as well. Null for anybody else, and where there is none.</summary>
    /// <param name="id">The run.</param>
    /// <param name="user">Who answers; null for the operator, who may answer all.</param>
    /// <param name="key">What is answered.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RunRow?> FindAsync(string id, string? user, string key, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, user, cancellationToken)
        ?? ((await requests.ListAsync(user, id, cancellationToken)).Any(request => request.Key == key) ? await queries.FindAsync(id, user: null, cancellationToken) : null);

    /// <summary>Takes an answer; what is wrong with it, or null.</summary>
    public Task<ApiError?> AnswerAsync(RunRow run, AnswerRequest request, CancellationToken cancellationToken) => TakeAsync(
        run,
        request.Key!,
        agent => agent.AnswerAsync(RunId.ToGuid(run.Id), request.Key!, request.Answer!, cancellationToken),
        request.Answer!,
        request.User,
        cancellationToken);

    /// <summary>Takes what became of a call of which nobody knew; what is wrong with it, or null.</summary>
    public Task<ApiError?> ResolveAsync(RunRow run, ResolveRequest request, string? result, CancellationToken cancellationToken)
    {
        var answer = request.Outcome switch
        {
            ResolveOutcomes.Happened => UncertainAnswer.Happened,
            ResolveOutcomes.DidNotHappen => UncertainAnswer.DidNotHappen,
            _ => UncertainAnswer.EndRun,
        };
        return TakeAsync(run, request.Key!, agent => agent.ResolveAsync(RunId.ToGuid(run.Id), request.Key!, answer, result, cancellationToken), request.Outcome!, request.User, cancellationToken);
    }

    private async Task<ApiError?> TakeAsync(RunRow run, string key, Func<GraphAgent, Task> say, string text, string? by, CancellationToken cancellationToken)
    {
        try
        {
            // An agent at work here takes it without being fenced off.
            await say(live.TryGet(run.Id, out var here) && here.Agent is { } agent ? agent : await agents.CreateAsync(run, cancellationToken));
        }
        catch (ArgumentException exception) when (exception.ParamName == "key")
        {
            return ApiErrors.Conflict(exception.Message);
        }
        catch (ArgumentException exception) when (exception.ParamName is "answer" or "result")
        {
            return ApiErrors.InvalidValue(exception.ParamName, exception.Message);
        }
        catch (Exception exception) when (exception is RunNotFoundException or RunTooOldException)
        {
            return ApiErrors.Conflict("The run does not wait for anything.");
        }
        catch (JournalLostException)
        {
            return ApiErrors.Unavailable("Others write to the run all the time. Try again soon.", s_retryAfter);
        }
        catch (InvalidAgentException exception)
        {
            return ApiErrors.Conflict($"This host cannot go on with the run: {exception.Message}");
        }

        // It is said; a caller that leaves now must not keep readers from being told.
        await requests.SettleAsync(run.Id, key, text, by ?? run.UserId, error: null, CancellationToken.None);
        await signals.WakeAsync();
        return null;
    }
}
