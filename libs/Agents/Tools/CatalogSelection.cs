using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools;

/// <summary>The tools that were chosen from a <see cref="ToolCatalog"/>, or all that is wrong with the choice.</summary>
/// <param name="Tools">The tools; <see langword="null"/> where a selector names nothing there is.</param>
/// <param name="Errors">What is wrong, a sentence each.</param>
public sealed record CatalogSelection(ToolBox? Tools, IReadOnlyList<string> Errors)
{
    /// <summary>Gets whether every selector names something.</summary>
    [MemberNotNullWhen(true, nameof(Tools))]
    public bool IsValid => Tools is not null;
}
