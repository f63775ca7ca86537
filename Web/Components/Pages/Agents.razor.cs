using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>The agents there are, and the way to another one.</summary>
public sealed partial class Agents
{
    private Reply<AgentList> _agents;
    private IReadOnlyList<AgentTemplate> _templates = [];
    private string _id = string.Empty;
    private string _template = string.Empty;
    private bool _asked;
    private bool _isWrong;

    [Inject]
    private DefinitionClient Definitions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    private AgentTemplate? Chosen => _templates.FirstOrDefault(template => template.Id == _template);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        (_agents, _asked) = (await Definitions.ListAsync(cancellationToken), true);

        // They are the host's code, and stay as they are as long as it runs.
        if (_templates.Count == 0 && _agents.Problem is null)
        {
            _templates = (await Definitions.ListTemplatesAsync(cancellationToken)).Value?.Data ?? [];
        }
    }

    private void Write()
    {
        _isWrong = !AgentIds.IsValid(_id);
        if (!_isWrong)
        {
            Navigation.NavigateTo(Chosen is { } chosen ? $"agents/{_id}?template={Uri.EscapeDataString(chosen.Id)}" : $"agents/{_id}");
        }
    }
}
