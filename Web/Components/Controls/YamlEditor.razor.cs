using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Definitions;

namespace Switchyard.Web.Components.Controls;

/// <summary>Changes a definition in YAML. What is wrong with it is said all at once, each mistake at its line.</summary>
public sealed partial class YamlEditor
{
    private const int FewestLines = 8;

    private IReadOnlyList<AgentMistake> _mistakes = [];
    private string _yaml = string.Empty;
    private string? _problem;
    private bool _isSaving;

    /// <summary>Gets or sets the agent.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Gets or sets what is changed.</summary>
    [Parameter, EditorRequired]
    public required string Yaml { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<AgentDetail> OnSaved { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClosed { get; set; }

    [Inject]
    private DefinitionClient Definitions { get; set; } = null!;

    // One more than there are: where the next is written, nothing moves.
    private int LineCount => Math.Max(FewestLines, DefinitionText.Lines(_yaml).Count + 1);

    protected override void OnInitialized() => _yaml = Yaml;

    private async Task SaveAsync()
    {
        (_isSaving, _problem) = (true, null);
        var reply = await Definitions.ApplyAsync(Id, _yaml, CancellationToken.None);
        (_isSaving, _problem, _mistakes) = (false, reply.Problem, reply.Value?.Mistakes ?? []);
        if (reply.Value?.Agent is { } saved)
        {
            await OnSaved.InvokeAsync(saved);
        }
    }
}
