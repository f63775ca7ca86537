using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>A schema and where it stands.</summary>
/// <param name="Pointer">The JSON pointer, from <c>#</c>.</param>
/// <param name="Element">The schema: an object or a boolean.</param>
internal sealed record SchemaLocation(string Pointer, JsonElement Element)
{
    public SchemaLocation Child(string keyword, JsonElement element) => new($"{Pointer}/{keyword}", element);

    public SchemaLocation Child(string keyword, string name, JsonElement element) =>
        new($"{Pointer}/{keyword}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", element);

    public SchemaLocation Child(string keyword, int index, JsonElement element) => new($"{Pointer}/{keyword}/{index}", element);
}
