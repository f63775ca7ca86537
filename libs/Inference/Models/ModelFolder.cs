namespace Switchyard.Inference.Models;

/// <summary>A model's folder, which may come from anywhere: every file it names is looked for inside it and nowhere else.</summary>
internal sealed class ModelFolder(string path)
{
    public string Path { get; } = path;

    public bool Has(string name) => File.Exists(System.IO.Path.Combine(Path, name));

    /// <summary>Gets the path of a file that the folder names.</summary>
    /// <param name="name">The file, relative to the folder.</param>
    /// <param name="source">What names it, for the error.</param>
    /// <exception cref="ModelLoadException">The name leaves the folder, or something else than a file has it.</exception>
    public string Resolve(string name, string source)
    {
        if (System.IO.Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal) || ContainedPath.Resolve(Path, name) is not { } full)
        {
            throw new ModelLoadException($"{source} '{Shorten(name)}' must be a file inside the model folder, not a path or a link that leaves it.");
        }

        RegularFile.Check(full);
        return full;
    }

    /// <summary>Checks the files that are read by fixed names: a link of that name leads nowhere else either, and to a file.</summary>
    public void CheckLinks(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Resolve(name, $"The file of {Path}");
        }
    }

    /// <summary>Gets the path of a file that must be there.</summary>
    public string Require(string name, string source)
    {
        var full = Resolve(name, source);
        return File.Exists(full) ? full : throw new ModelLoadException($"The model folder has no {Shorten(name)} (looked for {full}); {source} names it.");
    }

    /// <summary>Cuts a name that somebody may have made long, for an error.</summary>
    public static string Shorten(string name) => name.Length > 100 ? name[..100] + "…" : name;
}
