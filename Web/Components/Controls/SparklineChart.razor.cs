using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>A small line of recent values.</summary>
public sealed partial class SparklineChart
{
    private const int Width = 128;
    private const int Height = 18;

    [Parameter, EditorRequired]
    public required IReadOnlyList<double> Values { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }
}
