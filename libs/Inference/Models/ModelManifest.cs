namespace Switchyard.Inference.Models;

/// <summary>
/// What <c>switchyard.json</c> beside a model says for people: the file is optional, and so is each of its members.
/// </summary>
public sealed record ModelManifest
{
    private const int MaxNameLength = 128;

    /// <summary>Gets the model's id. Default: the folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets one sentence about the model.</summary>
    public string? Description { get; init; }

    /// <summary>Gets whether this is a demonstration model that a larger one should replace.</summary>
    public bool Demo { get; init; }

    /// <summary>Gets the prompt length up to which the model answers well, where that is less than the context.</summary>
    public int? RecommendedPromptTokens { get; init; }

    /// <summary>Gets the SHA-256 of files of the folder, in hexadecimal digits by file name, or null. They are compared when the model is loaded.</summary>
    public IReadOnlyDictionary<string, string>? Sha256 { get; init; }

    /// <summary>Reads the manifest of <paramref name="folder"/>.</summary>
    /// <exception cref="ModelLoadException">The file is there and is not valid JSON, or its name or a hash is none.</exception>
    public static ModelManifest Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var name = DefaultName(folder);
        var path = Path.Combine(folder, "switchyard.json");
        new ModelFolder(folder).CheckLinks("switchyard.json");
        if (!File.Exists(path))
        {
            return new ModelManifest { Name = name };
        }

        using var document = JsonFile.Parse(path);
        var root = document.RootElement;
        return new ModelManifest
        {
            Name = CheckName(path, root.FindString("name") ?? name),
            Description = root.FindString("description"),
            Demo = root.FindBool("demo"),
            RecommendedPromptTokens = root.FindInt("recommended_prompt_tokens"),
            Sha256 = FileHashes.Read(path, root),
        };
    }

    /// <summary>Gets the name of a model whose manifest gives none: its folder's.</summary>
    public static string DefaultName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    // The name stands in URLs, log lines and metrics.
    private static string CheckName(string path, string name) => name.Length is > 0 and <= MaxNameLength && !name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        ? name
        : throw new ModelLoadException($"{path}: 'name' must have 1 to {MaxNameLength} characters and no blanks.");
}
