namespace Switchyard.Tests.Common.Models;

/// <summary>A copy of the embedded model's folder that a test may change.</summary>
public sealed class ModelFolderCopy : IDisposable
{
    /// <summary>Copies the folder <c>models/pocket</c> that lies beside or above the test program.</summary>
    public ModelFolderCopy()
    {
        Path = Directory.CreateTempSubdirectory("switchyard-model-").FullName;
        foreach (var file in Directory.GetFiles(Find()))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    /// <summary>Gets the copy.</summary>
    public string Path { get; }

    /// <summary>Copies the model without its ends of text: it generates until its limit.</summary>
    public static ModelFolderCopy WithoutEnd()
    {
        var copy = new ModelFolderCopy();
        copy.Replace("genai_config.json", "\"eos_token_id\": [\n      2043,\n      2041\n    ]", "\"eos_token_id\": []");
        return copy;
    }

    /// <summary>Writes a file of the copy.</summary>
    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    /// <summary>Replaces text that must be there.</summary>
    public void Replace(string name, string old, string with)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Path, name));
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{name} has no {old}.", nameof(old));
        }

        Write(name, text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Deletes a file of the copy.</summary>
    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = System.IO.Path.Combine(directory.FullName, "models", "pocket");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("There is no models/pocket above the test program.");
    }
}
