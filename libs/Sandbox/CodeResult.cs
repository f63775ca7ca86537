namespace Switchyard.Sandbox;

/// <summary>What became of a step. Apart from outcome and duration of code that was ended, all of it is what the code says, and to be trusted as little.</summary>
public sealed record CodeResult
{
    /// <summary>Gets how the step ended.</summary>
    public required CodeOutcome Outcome { get; init; }

    /// <summary>Gets the status: 0 for <see cref="CodeOutcome.Ok"/>, that of <c>SystemExit</c> or of the process, 128 and the signal's number where one ended it; otherwise 1.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets the beginning of what was written to standard output.</summary>
    public string Stdout { get; init; } = "";

    /// <summary>Gets the beginning of what was written to standard error.</summary>
    public string Stderr { get; init; } = "";

    /// <summary>Gets whether an output was longer than what is kept of it.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets the <c>repr</c> of the last statement's value; null where it is none, or <c>None</c>.</summary>
    public string? Value { get; init; }

    /// <summary>Gets the traceback, or a sentence on why the code was ended; null for <see cref="CodeOutcome.Ok"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the limit that the code came to, which <see cref="Error"/> names as well; null where it came to none.</summary>
    public CodeLimit? Limit { get; init; }

    /// <summary>Gets how long the step took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets whether the process ended with this step: the next one starts without the variables and files of those before.</summary>
    public bool IsStateLost { get; init; }

    /// <summary>Gets the files that the step wrote or changed.</summary>
    public IReadOnlyList<CodeArtefact> Artefacts { get; init; } = [];

    /// <summary>Gets how many more files it wrote than <see cref="Artefacts"/> lists.</summary>
    public int ArtefactsLeftOut { get; init; }
}
