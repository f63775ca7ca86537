namespace Switchyard.Agents.Tools;

/// <summary>One parameter of a tool.</summary>
/// <param name="Name">The name the model writes.</param>
/// <param name="Kind">The JSON type.</param>
/// <param name="Description">What it means, for the model to read.</param>
public sealed record ToolParameter(string Name, ToolParameterKind Kind, string Description)
{
    /// <summary>Gets whether a call without it is refused. Default: true.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Gets the only values allowed, compared without regard to case; empty allows all.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>Gets the longest text allowed, in UTF-16 units; of a list, the longest of its texts. Default: 10,000.</summary>
    public int MaxLength { get; init; } = 10_000;

    /// <summary>Gets how many texts a list may have. Default: 100.</summary>
    public int MaxItems { get; init; } = 100;
}
