namespace Switchyard.Contracts.Routing;

/// <summary>What a request asked and was answered, where the Router was told to keep it. Files, headers and keys are never part of it.</summary>
public sealed record RequestContent
{
    /// <summary>Gets whether secrets and personal data were looked for before it was kept.</summary>
    public required bool Redacted { get; init; }

    /// <summary>Gets what the caller asked.</summary>
    public required ContentText Request { get; init; }

    /// <summary>Gets what the caller was answered, a stream's pieces joined; absent where the answer is no text.</summary>
    public ContentText? Answer { get; init; }
}
