namespace Switchyard.AgentHost.Definitions;

/// <summary>The names a definition may use.</summary>
internal sealed record AgentVocabulary
{
    /// <summary>Gets the ways of reasoning.</summary>
    public required IReadOnlyCollection<string> Kinds { get; init; }

    /// <summary>Gets the tools.</summary>
    public required IReadOnlySet<string> Tools { get; init; }

    /// <summary>Gets the tools' categories.</summary>
    public required IReadOnlySet<string> Categories { get; init; }

    /// <summary>Gets the agents.</summary>
    public required IReadOnlySet<string> Agents { get; init; }
}
