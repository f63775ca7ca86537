namespace Switchyard.Agents.Tools.Files;

/// <summary>A path inside a user's folder that was found safe, or why it was not.</summary>
internal readonly record struct FilePath(string FullPath, string? Error)
{
    public bool IsValid => Error is null;

    public static FilePath Fail(string error) => new(string.Empty, error);
}
