namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>A value of a YAML document and where it stands; lines and columns count from 1.</summary>
internal sealed record YamlValue(YamlKind Kind, int Line, int Column)
{
    /// <summary>Gets the text of a scalar.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Gets whether a scalar stands for nothing, as <c>null</c> and <c>~</c> do.</summary>
    public bool IsNull { get; init; }

    public IReadOnlyList<YamlValue> Items { get; init; } = [];

    public IReadOnlyList<YamlMember> Members { get; init; } = [];
}
