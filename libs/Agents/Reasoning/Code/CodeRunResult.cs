using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.Agents.Reasoning.Code;

/// <summary>What became of a piece of code.</summary>
public sealed record CodeRunResult
{
    /// <summary>Gets what the model is shown: what the code printed, or the value of its last line where it printed nothing.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the traceback, or a sentence on why the code was ended; <see langword="null"/> where it ran to its end.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the files that the code wrote.</summary>
    public ArtefactSet Artefacts { get; init; } = ArtefactSet.None;

    /// <summary>Gets whether what earlier code defined is gone with this piece.</summary>
    public bool IsStateLost { get; init; }

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Duration { get; init; }
}
