using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks of runs, and what people have them do; what they wait for.</summary>
internal sealed class RunClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly RunsClient _runs = new AgentHostApi(http, time).Runs;

    /// <summary>Starts a run and yields its events until the last one; <paramref name="started"/> is told the run's id before any event. Leaving early does not end the run.</summary>
    /// <exception cref="AgentHostRefusedException">The AgentHost refused the request.</exception>
    public IAsyncEnumerable<RunEvent> StartAsync(string agent, StartRunRequest run, Action<string> started, CancellationToken cancellationToken)
        => _runs.StartAsync(agent, run, started, cancellationToken);

    public Task<Reply<RunList>> ListAsync(RunsQuery runs, CancellationToken cancellationToken) => AskAsync(token => _runs.ListAsync(runs, token), cancellationToken);

    public Task<Reply<RunDetail>> GetAsync(string id, CancellationToken cancellationToken) => AskAsync(token => _runs.GetAsync(id, token), cancellationToken);

    /// <summary>Gets the entries of a run's journal after one of them; 0 for all.</summary>
    public Task<Reply<IReadOnlyList<RunHistoryItem>>> GetHistoryAsync(string id, long after, CancellationToken cancellationToken)
        => AskAsync(token => _runs.GetHistoryAsync(id, after, token), cancellationToken);

    public Task<Reply<RunState>> GetStateAsync(string id, long? at, CancellationToken cancellationToken) => AskAsync(token => _runs.GetStateAsync(id, at, token), cancellationToken);

    /// <summary>Gets a file that the run's code wrote; the caller disposes the answer.</summary>
    /// <exception cref="AgentHostRefusedException">There is none.</exception>
    public Task<HttpResponseMessage> GetArtifactAsync(string id, string name, CancellationToken cancellationToken) => _runs.GetArtifactAsync(id, name, cancellationToken);

    /// <summary>Gets what waits for anybody, oldest first.</summary>
    public Task<Reply<ApprovalList>> GetWaitingAsync(CancellationToken cancellationToken) => AskAsync(token => _runs.ListWaitingAsync(user: null, token), cancellationToken);

    public Task<Reply<string>> AnswerAsync(string id, AnswerRequest answer, CancellationToken cancellationToken)
        => AskAsync(token => TellAsync(id, _runs.AnswerAsync(id, answer, token)), cancellationToken);

    public Task<Reply<string>> ResolveAsync(string id, ResolveRequest resolution, CancellationToken cancellationToken)
        => AskAsync(token => TellAsync(id, _runs.ResolveAsync(id, resolution, token)), cancellationToken);

    public Task<Reply<string>> CancelAsync(string id, CancellationToken cancellationToken) => AskAsync(token => TellAsync(id, _runs.CancelAsync(id, token)), cancellationToken);

    /// <summary>Makes another run out of the beginning of this one, and starts it.</summary>
    public Task<Reply<RunSummary>> ForkAsync(string id, ForkRequest fork, CancellationToken cancellationToken) => AskAsync(token => _runs.ForkAsync(id, fork, token), cancellationToken);

    /// <summary>Goes through a run with its recorded results; a model may be asked meanwhile.</summary>
    public Task<Reply<RunReplay>> ReplayAsync(string id, ReplayRequest replay, CancellationToken cancellationToken)
        => query.AskAtLengthAsync<RunReplay>(ServiceNames.AgentHost, async token => await _runs.ReplayAsync(id, replay, token), cancellationToken);

    /// <summary>Follows a run to its last event, over lost connections.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public IAsyncEnumerable<RunEvent> FollowAsync(string id, long after, Action<string?> interrupted, CancellationToken cancellationToken)
        => _runs.FollowAsync(id, after, interrupted, cancellationToken);

    private static async Task<string> TellAsync(string id, Task told)
    {
        await told;
        return id;
    }

    private Task<Reply<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
        => query.AskAsync<T>(ServiceNames.AgentHost, async token => await ask(token), cancellationToken);
}
