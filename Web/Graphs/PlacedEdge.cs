using System.Globalization;

namespace Switchyard.Web.Graphs;

/// <summary>An edge where it is drawn.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Path">The line, as an SVG path.</param>
/// <param name="Head">The arrow's head, as an SVG path.</param>
/// <param name="LabelX">The middle of its label.</param>
/// <param name="LabelY">The base line of its label.</param>
/// <param name="Left">How far all of it is moved to the right.</param>
/// <param name="Top">How far all of it is moved down.</param>
internal sealed record PlacedEdge(FlowEdge Edge, string Path, string Head, double LabelX, double LabelY, double Left = 0, double Top = 0)
{
    /// <summary>Gets where it is moved to, as SVG says it; <see langword="null"/> where it stays.</summary>
    public string? Transform => Left == 0 && Top == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"translate({Left:0.#} {Top:0.#})");

    /// <summary>Moves it.</summary>
    public PlacedEdge Move(double left, double top) => this with { Left = Left + left, Top = Top + top };
}
