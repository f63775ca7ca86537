using Microsoft.AspNetCore.Components;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Components.Controls;

/// <summary>What a job asks, or was answered: what is said in it as text, and the whole laid out.</summary>
public sealed partial class JobDocumentView
{
    /// <summary>Gets or sets what it is.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Gets or sets the path of the API that gives all of it.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    /// <summary>Gets or sets what it says; <see langword="null"/> while that is not known.</summary>
    [Parameter, EditorRequired]
    public required JobDocument? Document { get; set; }

    /// <summary>Gets or sets why it is not known.</summary>
    [Parameter]
    public string? Problem { get; set; }
}
