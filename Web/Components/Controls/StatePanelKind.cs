namespace Switchyard.Web.Components.Controls;

/// <summary>Why a page has nothing to show.</summary>
public enum StatePanelKind
{
    Loading,
    Empty,
    Disconnected,
    Failed,
}
