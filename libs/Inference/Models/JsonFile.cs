using System.Text.Json;

namespace Switchyard.Inference.Models;

/// <summary>Reads a JSON file of a model folder and says which file is at fault.</summary>
internal static class JsonFile
{
    public static JsonDocument Parse(string path)
    {
        RegularFile.Check(path);
        try
        {
            using var stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (FileNotFoundException exception)
        {
            throw new ModelLoadException($"The model folder has no {Path.GetFileName(path)} (looked for {path}).", exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ModelLoadException($"The model folder {Path.GetDirectoryName(path)} does not exist. Correct Models:Folders.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"The file {path} cannot be read: {exception.Message}", exception);
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException($"The file {path} is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Gets the member <paramref name="name"/>, or null when it is absent or JSON null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? FindString(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool FindBool(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };

    public static int? FindInt(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;
}
