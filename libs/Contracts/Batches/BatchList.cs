namespace Switchyard.Contracts.Batches;

/// <summary>A page of batches, the newest first.</summary>
public sealed record BatchList
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the batches.</summary>
    public required IReadOnlyList<BatchObject> Data { get; init; }

    /// <summary>Gets the id of the first.</summary>
    public string? FirstId { get; init; }

    /// <summary>Gets the id of the last: what <c>after</c> asks on from.</summary>
    public string? LastId { get; init; }

    /// <summary>Gets whether more follow.</summary>
    public required bool HasMore { get; init; }
}
