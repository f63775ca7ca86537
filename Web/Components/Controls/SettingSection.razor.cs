using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Administration;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Controls;

/// <summary>The settings of one kind, and the form that adds or changes one.</summary>
public sealed partial class SettingSection
{
    private AdminSetting? _edited;
    private IReadOnlyList<string> _warnings = [];
    private string? _doomed;
    private string? _problem;
    private bool _open;

    [Parameter, EditorRequired]
    public required SettingKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<AdminSetting>? Settings { get; set; }

    /// <summary>Gets or sets why the settings are not known.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    private RouterAdminClient Admin { get; set; } = null!;

    private string NameOf(AdminSetting setting) => setting.Id.Length > 0 ? setting.Id : Kind.One;

    private void Open(AdminSetting? setting)
    {
        _edited = setting;
        _open = true;
        _problem = null;
        _warnings = [];
    }

    private Task CloseAsync(AdminSetting? saved)
    {
        _open = false;
        _warnings = saved?.Warnings ?? [];
        return saved is null ? Task.CompletedTask : OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync(AdminSetting setting)
    {
        var reply = await Admin.RemoveAsync(Kind.Name, setting.Id, setting.Version!.Value, CancellationToken.None);
        _problem = reply.Problem;
        _doomed = null;
        await OnChanged.InvokeAsync();
    }
}
