using System.Text.Json;

namespace Switchyard.Router.Tracing;

/// <summary>Reads members of JSON that may be anything.</summary>
internal static class JsonElementExtensions
{
    /// <summary>Gets a member; one of kind <see cref="JsonValueKind.Undefined"/> where there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair stands beside it: nobody can read such an object.
            return default;
        }
    }

    /// <summary>Gets the items of an array; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>Gets a member that is a text.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name).Text();

    /// <summary>Gets a text.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which a stream may have cut; as it is written it can be kept.
            return element.GetRawText().Trim('"');
        }
    }

    /// <summary>Gets a member that is a number from 0.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= 0 ? number : null;
}
