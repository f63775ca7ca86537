using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks of sessions, and what people have it do with one. What a model is asked for may take its time.</summary>
internal sealed class SessionClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly SessionsClient _sessions = new AgentHostApi(http, time).Sessions;

    public Task<Reply<SessionList>> ListAsync(CancellationToken cancellationToken)
        => query.AskAsync<SessionList>(ServiceNames.AgentHost, async token => await _sessions.ListAsync(user: null, token), cancellationToken);

    public Task<Reply<SessionDocument>> GetAsync(SessionKey session, CancellationToken cancellationToken)
        => query.AskAsync<SessionDocument>(ServiceNames.AgentHost, async token => await _sessions.GetAsync(session, token), cancellationToken);

    public Task<Reply<SessionKey>> DeleteAsync(SessionKey session, CancellationToken cancellationToken) => query.AskAsync<SessionKey>(
        ServiceNames.AgentHost,
        async token =>
        {
            await _sessions.DeleteAsync(session, token);
            return session;
        },
        cancellationToken);

    public Task<Reply<SessionCompaction>> CompactAsync(SessionKey session, CancellationToken cancellationToken) => AskAsync(token => _sessions.CompactAsync(session, token), cancellationToken);

    public Task<Reply<SessionFacts>> FindFactsAsync(SessionKey session, CancellationToken cancellationToken) => AskAsync(token => _sessions.FindFactsAsync(session, token), cancellationToken);

    public Task<Reply<SessionSummary>> SummarizeAsync(SessionKey session, CancellationToken cancellationToken) => AskAsync(token => _sessions.SummarizeAsync(session, token), cancellationToken);

    public Task<Reply<SessionAssessment>> AssessAsync(SessionKey session, CancellationToken cancellationToken) => AskAsync(token => _sessions.AssessAsync(session, token), cancellationToken);

    private Task<Reply<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
        => query.AskAtLengthAsync<T>(ServiceNames.AgentHost, async token => await ask(token), cancellationToken);
}
