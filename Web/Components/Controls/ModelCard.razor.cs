using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Web.Components.Controls;

/// <summary>One model with what a person needs to choose it.</summary>
public sealed partial class ModelCard
{
    [Parameter, EditorRequired]
    public required ModelInfo Model { get; set; }
}
