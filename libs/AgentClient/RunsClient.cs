using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient.Http;

namespace Switchyard.AgentClient;

/// <summary>The runs of an AgentHost, and what they wait for people to say. Thread-safe.</summary>
public sealed class RunsClient
{
    private const string Root = "/v1/runs";
    private const int HistoryPage = 100;

    private readonly AgentHostChannel _host;
    private readonly RunFollower _follower;

    internal RunsClient(AgentHostChannel host, TimeProvider time) => (_host, _follower) = (host, new RunFollower(host, time));

    /// <summary>Starts a run and yields its events until the last one. Leaving early does not end the run; nor does a connection that breaks off, which throws.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="run">What it is asked, by whom and in which conversation.</param>
    /// <param name="started">Is told the run's id before any event.</param>
    /// <param name="cancellationToken">Ends the reading, not the run.</param>
    /// <exception cref="AgentHostRefusedException">There is no such agent, or the run cannot be begun.</exception>
    public async IAsyncEnumerable<RunEvent> StartAsync(string agent, StartRunRequest run, Action<string> started, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(started);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/agents/{Uri.EscapeDataString(agent)}/runs") { Content = JsonContent.Create(run, AgentsJsonContext.Default.StartRunRequest) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _host.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Location?.OriginalString is { } location)
        {
            started(location[(location.LastIndexOf('/') + 1)..]);
        }

        await foreach (var item in EventStream.ReadAsync(response, RunEvents.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    /// <summary>Gets a page of runs, newest first.</summary>
    /// <exception cref="AgentHostRefusedException">The AgentHost refuses it.</exception>
    public Task<RunList> ListAsync(RunsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _host.GetAsync(Root + query.ToQuery(), AgentsJsonContext.Default.RunList, cancellationToken);
    }

    /// <summary>Gets a run with its events and what it waits for.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public Task<RunDetail> GetAsync(string id, CancellationToken cancellationToken = default) => _host.GetAsync(PathOf(id), AgentsJsonContext.Default.RunDetail, cancellationToken);

    /// <summary>Follows a run to its last event. A lost connection is made anew until the run has ended, and goes on where the last one was lost.</summary>
    /// <param name="id">The run.</param>
    /// <param name="after">The number of the last event that is known; 0 for all of them.</param>
    /// <param name="interrupted">Is told why nothing comes, and <see langword="null"/> whenever there is a connection.</param>
    /// <param name="cancellationToken">Ends the following, not the run.</param>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public IAsyncEnumerable<RunEvent> FollowAsync(string id, long after, Action<string?> interrupted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(interrupted);
        return _follower.FollowAsync(PathOf(id), after, interrupted, cancellationToken);
    }

    /// <summary>Gets a file that the run's code wrote; the caller disposes the answer. Nobody vouches for what is in it.</summary>
    /// <param name="id">The run.</param>
    /// <param name="name">The file's name, as the run lists it.</param>
    /// <param name="cancellationToken">Ends the asking, and the reading of the answer.</param>
    /// <exception cref="AgentHostRefusedException">There is no such run or file, or its content was not kept.</exception>
    public async Task<HttpResponseMessage> GetArtifactAsync(string id, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{PathOf(id)}/artifacts/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");
        return await _host.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets what waits for people, oldest first.</summary>
    /// <param name="user">Who is asked; <see langword="null"/> for everybody.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">The AgentHost refuses it.</exception>
    public Task<ApprovalList> ListWaitingAsync(string? user, CancellationToken cancellationToken = default) =>
        _host.GetAsync("/v1/approvals" + new PathQuery().Add("user", user).ToString(), AgentsJsonContext.Default.ApprovalList, cancellationToken);

    /// <summary>Answers a question or an approval.</summary>
    /// <exception cref="AgentHostRefusedException">The run does not wait for it (any more), or the answer is none of the choices.</exception>
    public Task AnswerAsync(string id, AnswerRequest answer, CancellationToken cancellationToken = default) =>
        TellAsync($"{PathOf(id)}/answer", answer, AgentsJsonContext.Default.AnswerRequest, cancellationToken);

    /// <summary>Says what became of a call of which nobody knows whether it happened.</summary>
    /// <exception cref="AgentHostRefusedException">The run does not wait for it (any more).</exception>
    public Task ResolveAsync(string id, ResolveRequest resolution, CancellationToken cancellationToken = default) =>
        TellAsync($"{PathOf(id)}/resolve", resolution, AgentsJsonContext.Default.ResolveRequest, cancellationToken);

    /// <summary>Asks for the end of a run; its own last event tells when it ended.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public Task CancelAsync(string id, CancellationToken cancellationToken = default) => _host.TellAsync(new HttpRequestMessage(HttpMethod.Post, $"{PathOf(id)}/cancel"), cancellationToken);

    /// <summary>Makes a run of its own out of the first entries of another, and starts it.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such run or entry.</exception>
    public Task<RunSummary> ForkAsync(string id, ForkRequest fork, CancellationToken cancellationToken = default) =>
        _host.PostAsync($"{PathOf(id)}/fork", fork, AgentsJsonContext.Default.ForkRequest, AgentsJsonContext.Default.RunSummary, cancellationToken);

    /// <summary>Goes through a run once more with its recorded results, and says what would be different. Nothing outside is changed.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public Task<RunReplay> ReplayAsync(string id, ReplayRequest replay, CancellationToken cancellationToken = default) =>
        _host.PostAsync($"{PathOf(id)}/replay", replay, AgentsJsonContext.Default.ReplayRequest, AgentsJsonContext.Default.RunReplay, cancellationToken);

    /// <summary>Gets the state of a run.</summary>
    /// <param name="id">The run.</param>
    /// <param name="at">The number of the entry with which it was so; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">There is no such run or entry.</exception>
    public Task<RunState> GetStateAsync(string id, long? at, CancellationToken cancellationToken = default) =>
        _host.GetAsync($"{PathOf(id)}/state{new PathQuery().Add("at", at)}", AgentsJsonContext.Default.RunState, cancellationToken);

    /// <summary>Gets the entries of a run's journal after one of them, oldest first, as many as there are.</summary>
    /// <param name="id">The run.</param>
    /// <param name="after">The number of the last entry that is known; 0 for all of them.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">There is no such run.</exception>
    public async Task<IReadOnlyList<RunHistoryItem>> GetHistoryAsync(string id, long after, CancellationToken cancellationToken = default)
    {
        List<RunHistoryItem> items = [];
        for (long? next = after; next is { } from;)
        {
            var query = new PathQuery().Add("after", from == 0 ? null : from).Add("limit", HistoryPage);
            var page = await _host.GetAsync($"{PathOf(id)}/history{query}", AgentsJsonContext.Default.RunHistory, cancellationToken).ConfigureAwait(false);
            items.AddRange(page.Data);
            next = page.Next;
        }

        return items;
    }

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";

    private Task TellAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _host.TellAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, type) }, cancellationToken);
}
