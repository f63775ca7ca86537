namespace Switchyard.Contracts.Batches;

/// <summary>A page of files.</summary>
public sealed record FileObjectList
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the files.</summary>
    public required IReadOnlyList<FileObject> Data { get; init; }

    /// <summary>Gets the id of the first.</summary>
    public string? FirstId { get; init; }

    /// <summary>Gets the id of the last: what <c>after</c> asks on from.</summary>
    public string? LastId { get; init; }

    /// <summary>Gets whether more follow.</summary>
    public required bool HasMore { get; init; }
}
