namespace Switchyard.Agents.Tools;

/// <summary>The JSON type of a tool's parameter.</summary>
public enum ToolParameterKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>Any finite number.</summary>
    Number,

    /// <summary>A whole number that fits 64 bits.</summary>
    WholeNumber,

    /// <summary>An array of strings.</summary>
    TextList,
}
