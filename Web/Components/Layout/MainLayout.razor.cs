using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Switchyard.Web.Components.Layout;

/// <summary>The frame of every page: navigation, the skip link, and a boundary that keeps one page's failure from ending the circuit.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    // With a base address, a bare "#content" would lead to the overview.
    private string SkipTarget => $"{Navigation.Uri.Split('#')[0]}#content";

    protected override void OnParametersSet() => Recover();

    private void Recover() => _boundary?.Recover();
}
