using System.Security.Cryptography;
using System.Text.Json;

namespace Switchyard.Inference.Models;

/// <summary>The SHA-256 of a folder's files, as its <c>switchyard.json</c> lists them: a file that was exchanged or cut is not loaded.</summary>
internal static class FileHashes
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    /// <summary>Reads the list.</summary>
    /// <param name="path">The manifest, for errors.</param>
    /// <param name="root">What it holds.</param>
    /// <returns>Hexadecimal digits by file name, or null when it lists none.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string path, JsonElement root)
    {
        if (root.Find("sha256") is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Object)
        {
            throw new ModelLoadException($"{path}: 'sha256' must be an object of file names and their hashes.");
        }

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in list.EnumerateObject())
        {
            if (!hashes.TryAdd(member.Name, ReadHash(path, member)))
            {
                throw new ModelLoadException($"{path}: 'sha256' names '{ModelFolder.Shorten(member.Name)}' twice.");
            }
        }

        return hashes;
    }

    /// <summary>Reads the listed files whole, a buffer at a time, and compares.</summary>
    /// <exception cref="ModelLoadException">A file is missing, outside the folder, or not what the list says.</exception>
    public static void Verify(ModelFolder folder, ModelManifest manifest)
    {
        foreach (var (name, expected) in manifest.Sha256 ?? new Dictionary<string, string>())
        {
            var path = folder.Require(name, $"{Path.Combine(folder.Path, "switchyard.json")}: sha256");
            using var stream = File.OpenRead(path);
            var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                throw new ModelLoadException($"The SHA-256 of {path} is {actual}, but switchyard.json says {expected}. Copy or download the file again; if it was changed on purpose, correct 'sha256'.");
            }
        }
    }

    private static string ReadHash(string path, JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: Digits } hash && hash.All(char.IsAsciiHexDigit)
            ? hash
            : throw new ModelLoadException($"{path}: the hash of '{ModelFolder.Shorten(member.Name)}' in 'sha256' must be {Digits} hexadecimal digits.");
}
