namespace Switchyard.Contracts.Batches;

/// <summary>What is wrong with a batch or with a line of its file.</summary>
public sealed record BatchError
{
    /// <summary>Gets what a program tests.</summary>
    public required string Code { get; init; }

    /// <summary>Gets a sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the member that is wrong.</summary>
    public string? Param { get; init; }

    /// <summary>Gets the line of the file, from 1.</summary>
    public int? Line { get; init; }
}
