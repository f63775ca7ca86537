using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools.Files;

/// <summary>A file's bytes, or why there are none.</summary>
/// <param name="Bytes">The bytes; <see langword="null"/> where the file cannot be read.</param>
/// <param name="Error">Why, for the model to read.</param>
public readonly record struct FileContent(byte[]? Bytes, string? Error)
{
    /// <summary>Gets whether there are bytes.</summary>
    [MemberNotNullWhen(true, nameof(Bytes))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Bytes is not null;

    /// <summary>Gets whether there is no such file.</summary>
    public bool IsMissing { get; private init; }

    internal static FileContent Fail(string error) => new(null, error);

    internal static FileContent Missing(string path) => new(null, $"file not found: {path}") { IsMissing = true };
}
