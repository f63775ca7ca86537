using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects.Json;
using Switchyard.ProviderPlugins;

namespace Switchyard.Cohere;

/// <summary>Reads <c>GET /v1/models</c>: the models for chat, a thousand at most, which is what one page holds.</summary>
internal sealed class CohereModels : IModelListReader
{
    public string Path => "v1/models?page_size=1000&endpoint=chat";

    public IReadOnlyList<ModelInfo>? Read(ReadOnlySpan<byte> body)
    {
        var models = JsonField.ParseObject(body)["models"];
        return models.IsAbsent ? null : [.. models.Items().Select(ReadModel)];
    }

    private static ModelInfo ReadModel(JsonField model) => new()
    {
        Id = model["name"].Text(),
        MaxModelLen = model["context_length"].Number() is >= 1 and <= int.MaxValue and var length ? (int)length : null,
        Capabilities = CapabilitiesOf(model["features"]),
    };

    private static List<string>? CapabilitiesOf(JsonField features) => features.IsAbsent
        ? null
        : ["chat", .. features.Items().Select(feature => feature.Text()).Where(feature => feature is "tools" or "vision" or "json_schema" or "reasoning")];
}
