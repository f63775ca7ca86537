namespace Switchyard.Contracts.Batches;

/// <summary>Why a batch failed.</summary>
public sealed record BatchErrors
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets what is wrong: the first 100 mistakes.</summary>
    public required IReadOnlyList<BatchError> Data { get; init; }
}
