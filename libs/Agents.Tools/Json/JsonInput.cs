using System.Text.Json;

namespace Switchyard.Agents.Tools.Json;

/// <summary>JSON that others wrote, as the standard has it: without comments and trailing commas.</summary>
internal static class JsonInput
{
    /// <summary>Reads JSON; <see langword="null"/> where it is none.</summary>
    public static JsonElement? TryRead(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Halves of surrogate pairs, which cannot be written as UTF-8, are the wrong argument.
            return null;
        }
    }
}
