using Switchyard.Web.Clients;

namespace Switchyard.Web.Conversations;

/// <summary>Lists whom one can talk to. One of the two services being away leaves the other's half.</summary>
internal sealed class TargetCatalog(RouterClient router, AgentHostClient agents)
{
    public async Task<TargetList> LoadAsync(CancellationToken cancellationToken)
    {
        var agentsAsked = agents.GetAgentsAsync(cancellationToken);
        var models = await router.GetModelsAsync(cancellationToken);
        var agentList = await agentsAsked;
        return new TargetList(
            [
                .. (agentList.Value?.Data ?? []).Select(static agent => new ChatTarget(ChatTargetKind.Agent, agent.Id, agent.Description)),
                .. (models.Value?.Data ?? []).Select(static model => new ChatTarget(ChatTargetKind.Model, model.Id, model.Description ?? string.Empty, model.Demo ?? false)),
            ],
            [.. new[] { agentList.Problem, models.Problem }.OfType<string>()]);
    }
}
