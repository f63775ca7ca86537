using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Switchyard.Contracts.Tests;

/// <summary>Reads a document, writes what was read and compares: whatever is lost on the way is lost on the wire.</summary>
internal static class RoundTrip
{
    public static T Check<T>(string json, JsonTypeInfo<T> type)
    {
        var value = JsonSerializer.Deserialize(json, type)!;
        var written = JsonSerializer.Serialize(value, type);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written)), $"read:    {json}\nwritten: {written}");
        return value;
    }
}
