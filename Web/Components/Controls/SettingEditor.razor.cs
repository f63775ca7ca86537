using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Administration;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Controls;

/// <summary>The form of one setting. What the Router says against it stands beside the fields, and what was typed stays.</summary>
public sealed partial class SettingEditor
{
    private static readonly (string Value, string Label)[] s_dialects =
        [("chat", "OpenAI's chat completions"), ("anthropic", "Anthropic's messages"), ("gemini", "Google's generateContent"), ("ollama", "Ollama's own")];

    private SettingForm _form = null!;
    private string? _problem;
    private bool _saving;

    [Parameter, EditorRequired]
    public required SettingKind Kind { get; set; }

    /// <summary>Gets or sets the setting to change; <see langword="null"/> for a new one.</summary>
    [Parameter, EditorRequired]
    public required AdminSetting? Setting { get; set; }

    /// <summary>Gets or sets what is told the end: the setting as it was stored, or nothing where none was.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<AdminSetting?> OnClose { get; set; }

    [Inject]
    private RouterAdminClient Admin { get; set; } = null!;

    protected override void OnInitialized() => _form = SettingForm.For(Kind, Setting);

    private string Name(string field) => $"{Kind.Name}-{field}";

    // The Router's sentence names a field by its configuration key, such as Router:Providers:team:BaseUrl.
    private string? Invalid(string field) => _problem?.Contains($":{field}", StringComparison.OrdinalIgnoreCase) == true ? "true" : null;

    private async Task SaveAsync()
    {
        if (!_form.TryRead(out var body, out _problem))
        {
            return;
        }

        _saving = true;
        var reply = await Admin.SetAsync(Kind.Name, _form.Id.Trim(), body, Setting?.Version, CancellationToken.None);
        _saving = false;
        _problem = reply.Problem;
        if (reply.Succeeded)
        {
            await OnClose.InvokeAsync(reply.Value);
        }
    }
}
