using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Reads a value inside a converter.</summary>
internal static class NestedJson
{
    /// <summary>Reads a value of <paramref name="type"/>.</summary>
    /// <exception cref="JsonException">The value is wrong. The serializer adds the path down to here; the path below is in the inner exception.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("The value must not be null.");
        }
        catch (JsonException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
