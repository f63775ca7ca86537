using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>One agent: its definition, read, changed and compared with another version's, and its graph.</summary>
public sealed partial class AgentDetails
{
    private AgentDetail? _agent;
    private AgentDetail? _against;
    private (string Id, int? Version, int? Against)? _shown;
    private string? _notice;
    private string? _problem;
    private bool _isDisconnected;
    private bool _isEditing;
    private bool _isNew;

    [Parameter, EditorRequired]
    public required string AgentId { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    /// <summary>Gets or sets the version the shown one is compared with.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public int? Against { get; set; }

    /// <summary>Gets or sets the template that an agent which is not there yet begins with.</summary>
    [SupplyParameterFromQuery(Name = "template")]
    public string? Template { get; set; }

    [Inject]
    private DefinitionClient Definitions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    private bool IsNewest => _agent is { Versions: [var newest, ..] } && newest.Version == _agent.Version;

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != (AgentId, Version, Against))
        {
            var before = _shown;
            _shown = (AgentId, Version, Against);
            (_isEditing, _notice) = (false, before?.Id == AgentId ? _notice : null);
            if (before is not null)
            {
                await RefreshNowAsync();
            }
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // What a person is changing is not changed underneath.
        if (_isEditing || _isNew)
        {
            return;
        }

        var asked = (AgentId, Version, Against);
        var reply = await Definitions.GetAsync(AgentId, Version, cancellationToken);
        var against = Against is { } other ? await Definitions.GetAsync(AgentId, other, cancellationToken) : default;
        if (asked == (AgentId, Version, Against) && !_isEditing)
        {
            (_agent, _against) = (reply.Value ?? _agent, against.Value);
            (_problem, _isDisconnected) = (reply.Problem, reply.Disconnected);
            _isNew = reply.IsMissing && Version is null;
        }
    }

    private void Edit() => (_isEditing, _notice) = (true, null);

    private async Task SavedAsync(AgentDetail saved)
    {
        (_agent, _isEditing, _isNew, _notice) = (saved, false, false, $"It is saved as version {saved.Version}. Runs that began before keep theirs.");
        if (Version is not null || Against is not null || Template is not null)
        {
            Navigation.NavigateTo($"agents/{saved.Id}");
        }
        else
        {
            await RefreshNowAsync();
        }
    }
}
