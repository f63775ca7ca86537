using System.Net.Http.Headers;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient.Http;

namespace Switchyard.AgentClient;

/// <summary>The agents of an AgentHost and their definitions. Thread-safe.</summary>
public sealed class AgentsClient
{
    private const string Root = "/v1/agents";

    private static readonly MediaTypeHeaderValue s_yaml = new("application/yaml");

    private readonly AgentHostChannel _host;

    internal AgentsClient(AgentHostChannel host) => _host = host;

    /// <summary>Gets the agents, each in its newest version.</summary>
    /// <exception cref="AgentHostRefusedException">The AgentHost refuses it.</exception>
    public Task<AgentList> ListAsync(CancellationToken cancellationToken = default) => _host.GetAsync(Root, AgentsJsonContext.Default.AgentList, cancellationToken);

    /// <summary>Gets the definitions that others may begin with.</summary>
    /// <exception cref="AgentHostRefusedException">The AgentHost refuses it.</exception>
    public Task<AgentTemplateList> ListTemplatesAsync(CancellationToken cancellationToken = default) => _host.GetAsync($"{Root}/templates", AgentsJsonContext.Default.AgentTemplateList, cancellationToken);

    /// <summary>Gets an agent whole.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="version">The version; <see langword="null"/> for the newest.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">There is no such agent or version.</exception>
    public Task<AgentDetail> GetAsync(string id, int? version, CancellationToken cancellationToken = default) =>
        _host.GetAsync(PathOf(id) + new PathQuery().Add("version", version).ToString(), AgentsJsonContext.Default.AgentDetail, cancellationToken);

    /// <summary>Gets the versions of an agent, newest first.</summary>
    /// <exception cref="AgentHostRefusedException">There is no such agent.</exception>
    public Task<AgentVersionList> ListVersionsAsync(string id, CancellationToken cancellationToken = default) =>
        _host.GetAsync($"{PathOf(id)}/versions", AgentsJsonContext.Default.AgentVersionList, cancellationToken);

    /// <summary>Makes a definition the newest version of an agent, or its first.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="yaml">The definition in YAML.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AgentHostRefusedException">The definition has <see cref="AgentHostRefusedException.Mistakes"/>, or may not be changed.</exception>
    public Task<AgentDetail> ApplyAsync(string id, string yaml, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, PathOf(id)) { Content = new StringContent(yaml, s_yaml) };
        return _host.SendAsync(request, AgentsJsonContext.Default.AgentDetail, cancellationToken);
    }

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
