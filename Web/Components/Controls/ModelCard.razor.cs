using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Web.Components.Controls;

/// <summary>One model with what a person needs to choose it.</summary>
public sealed partial class ModelCard
{
    private bool _isDoomed;

    [Parameter, EditorRequired]
    public required ModelInfo Model { get; set; }

    /// <summary>Gets or sets whether its provider can be told to remove it.</summary>
    [Parameter]
    public bool CanRemove { get; set; }

    /// <summary>Gets or sets what removes it, after a second look.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    private Task RemoveAsync()
    {
        _isDoomed = false;
        return OnRemove.InvokeAsync();
    }
}
