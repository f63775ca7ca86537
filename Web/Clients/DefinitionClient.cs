using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks of the definitions of agents, and the saving of one.</summary>
internal sealed class DefinitionClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly AgentsClient _agents = new AgentHostApi(http, time).Agents;

    public Task<Reply<AgentList>> ListAsync(CancellationToken cancellationToken)
        => query.AskAsync<AgentList>(ServiceNames.AgentHost, async token => await _agents.ListAsync(token), cancellationToken);

    /// <summary>Gets what definitions may begin with.</summary>
    public Task<Reply<AgentTemplateList>> ListTemplatesAsync(CancellationToken cancellationToken)
        => query.AskAsync<AgentTemplateList>(ServiceNames.AgentHost, async token => await _agents.ListTemplatesAsync(token), cancellationToken);

    /// <summary>Gets one version; without a number the newest.</summary>
    public Task<Reply<AgentDetail>> GetAsync(string id, int? version, CancellationToken cancellationToken)
        => query.AskAsync<AgentDetail>(ServiceNames.AgentHost, async token => await _agents.GetAsync(id, version, token), cancellationToken);

    /// <summary>Saves <paramref name="yaml"/> as the newest version, unless it has mistakes.</summary>
    public Task<Reply<AppliedDefinition>> ApplyAsync(string id, string yaml, CancellationToken cancellationToken)
        => query.AskAsync<AppliedDefinition>(
            ServiceNames.AgentHost,
            async token =>
            {
                try
                {
                    return new AppliedDefinition(await _agents.ApplyAsync(id, yaml, token), []);
                }
                catch (AgentHostRefusedException refused) when (refused.Mistakes.Count > 0)
                {
                    return new AppliedDefinition(null, refused.Mistakes);
                }
            },
            cancellationToken);
}
