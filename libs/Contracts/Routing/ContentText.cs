namespace Switchyard.Contracts.Routing;

/// <summary>What one side said, as far as it was kept.</summary>
public sealed record ContentText
{
    /// <summary>Gets the pieces in their order.</summary>
    public required IReadOnlyList<ContentPart> Parts { get; init; }

    /// <summary>Gets how long all of it was, in bytes of UTF-8, kept or not.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets whether only the beginning was kept.</summary>
    public required bool Cut { get; init; }

    /// <summary>Gets whether the answer broke off, or its caller left, before its end; absent of a request.</summary>
    public bool? Interrupted { get; init; }

    /// <summary>Gets how many places were made unreadable before it was kept.</summary>
    public required int Redactions { get; init; }
}
