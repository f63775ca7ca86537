using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient.Http;

namespace Switchyard.AgentClient;

/// <summary>The sessions of an AgentHost: conversations of a user with an agent. Thread-safe.</summary>
public sealed class SessionsClient
{
    private const string Root = "/v1/sessions";

    private readonly AgentHostChannel _host;

    internal SessionsClient(AgentHostChannel host) => _host = host;

    /// <summary>Gets the sessions, the last used first.</summary>
    /// <param name="user">Whose; <see langword="null"/> for everybody's.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">The AgentHost refuses it.</exception>
    public Task<SessionList> ListAsync(string? user, CancellationToken cancellationToken = default) =>
        _host.GetAsync(Root + new PathQuery().Add("user", user).ToString(), AgentsJsonContext.Default.SessionList, cancellationToken);

    /// <summary>Gets a session whole.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task<SessionDocument> GetAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        _host.GetAsync(PathOf(session), AgentsJsonContext.Default.SessionDocument, cancellationToken);

    /// <summary>Forgets a session and what was said in it.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task DeleteAsync(SessionKey session, CancellationToken cancellationToken = default) => _host.TellAsync(new HttpRequestMessage(HttpMethod.Delete, PathOf(session)), cancellationToken);

    /// <summary>Has the older turns summed up for the model, so that the newer ones have room.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task<SessionCompaction> CompactAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        PostAsync(session, "/compact", AgentsJsonContext.Default.SessionCompaction, cancellationToken);

    /// <summary>Has a model say what was said that will hold later.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task<SessionFacts> FindFactsAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        PostAsync(session, "/facts", AgentsJsonContext.Default.SessionFacts, cancellationToken);

    /// <summary>Has a model sum the session up.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task<SessionSummary> SummarizeAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        PostAsync(session, "/summary", AgentsJsonContext.Default.SessionSummary, cancellationToken);

    /// <summary>Has a model judge how well the agent served its user.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such session.</exception>
    public Task<SessionAssessment> AssessAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        PostAsync(session, "/assessment", AgentsJsonContext.Default.SessionAssessment, cancellationToken);

    private static string PathOf(SessionKey session, string verb = "")
    {
        ArgumentNullException.ThrowIfNull(session);
        return $"{Root}/{Uri.EscapeDataString(session.Id)}{verb}{new PathQuery().Add("user", session.User).Add("agent", session.Agent)}";
    }

    private Task<T> PostAsync<T>(SessionKey session, string verb, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _host.SendAsync(new HttpRequestMessage(HttpMethod.Post, PathOf(session, verb)), type, cancellationToken);
}
