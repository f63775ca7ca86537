namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Numbers of tokens to report; what is null is counted.</summary>
public sealed record ScriptedUsage
{
    /// <summary>Gets the tokens of the prompt, cached ones included.</summary>
    public int? Input { get; init; }

    /// <summary>Gets the tokens of the answer, reasoning included.</summary>
    public int? Output { get; init; }

    /// <summary>Gets how many of the prompt came from a cache.</summary>
    public int? Cached { get; init; }

    /// <summary>Gets how many of the prompt were written to a cache; only Anthropic tells.</summary>
    public int? CacheWritten { get; init; }

    /// <summary>Gets how many of the answer were reasoning.</summary>
    public int? Reasoning { get; init; }
}
