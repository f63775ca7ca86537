namespace Switchyard.Contracts.Batches;

/// <summary>A file, as OpenAI describes one.</summary>
public sealed record FileObject
{
    /// <summary>Gets its name, such as <c>file-0197…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>file</c>.</summary>
    public string Object { get; init; } = "file";

    /// <summary>Gets how long it is.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets when it was uploaded, in seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Gets when it will be forgotten, in seconds since 1970.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Gets what whoever uploaded it called it.</summary>
    public required string Filename { get; init; }

    /// <summary>Gets what it is for: <c>batch</c> or <c>batch_output</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets the constant <c>processed</c>, which old clients wait for.</summary>
    public string Status { get; init; } = "processed";
}
