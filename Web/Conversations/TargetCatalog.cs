using Switchyard.Contracts.OpenAI;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Conversations;

/// <summary>Lists whom one can talk to. One of the two services being away leaves the other's half.</summary>
internal sealed class TargetCatalog(RouterClient router, DefinitionClient agents)
{
    public async Task<TargetList> LoadAsync(CancellationToken cancellationToken)
    {
        var agentsAsked = agents.ListAsync(cancellationToken);
        var models = await router.GetModelsAsync(cancellationToken);
        var agentList = await agentsAsked;
        IReadOnlyList<ModelInfo> known = models.Value?.Data ?? [];
        return new TargetList(
            [
                .. (agentList.Value?.Data ?? []).Select(agent => new ChatTarget(ChatTargetKind.Agent, agent.Id, agent.Description, IsDemo(agent.Model, known))),
                .. known.Where(CanChat).Select(static model => new ChatTarget(ChatTargetKind.Model, model.Id, model.Description ?? string.Empty, model.Demo ?? false)),
            ],
            [.. new[] { agentList.Problem, models.Problem }.OfType<string>()]);
    }

    // A model that says nothing of what it can do, as most remote ones, may well be able to.
    private static bool CanChat(ModelInfo model) => model.Capabilities is not { Count: > 0 } capabilities || capabilities.Contains("chat");

    // An agent names its model as any caller may: by id or by alias.
    private static bool IsDemo(string model, IReadOnlyList<ModelInfo> known)
        => known.Any(info => info.Demo == true && (info.Id == model || info.Aliases?.Contains(model) == true));
}
