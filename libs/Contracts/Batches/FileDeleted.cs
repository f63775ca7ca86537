namespace Switchyard.Contracts.Batches;

/// <summary>Says that a file is gone.</summary>
public sealed record FileDeleted
{
    /// <summary>Gets its name.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>file</c>.</summary>
    public string Object { get; init; } = "file";

    /// <summary>Gets that it is gone.</summary>
    public required bool Deleted { get; init; }
}
