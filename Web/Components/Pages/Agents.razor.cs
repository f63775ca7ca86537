using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>The agents there are, and the way to another one.</summary>
public sealed partial class Agents
{
    private Reply<AgentList> _agents;
    private string _id = string.Empty;
    private bool _asked;
    private bool _isWrong;

    [Inject]
    private DefinitionClient Definitions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken) => (_agents, _asked) = (await Definitions.ListAsync(cancellationToken), true);

    private void Write()
    {
        _isWrong = !AgentIds.IsValid(_id);
        if (!_isWrong)
        {
            Navigation.NavigateTo($"agents/{_id}");
        }
    }
}
