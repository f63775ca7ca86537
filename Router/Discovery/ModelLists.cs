using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.Router.Configuration;
using Switchyard.Router.Plugins;

namespace Switchyard.Router.Discovery;

/// <summary>Reads the lists of models of each dialect.</summary>
/// <remarks>Beyond the id, providers agree on nothing: "capabilities" is an object at one, "created" a fraction at another.</remarks>
internal static class ModelLists
{
    private const string GeminiPrefix = "models/";

    /// <summary>Reads <paramref name="body"/>; <see langword="null"/> where it is no list.</summary>
    public static ImmutableArray<ModelInfo>? Read(ProviderConfig provider, byte[] body)
    {
        try
        {
            return provider.Kind == ProviderKind.Nodes
                ? JsonSerializer.Deserialize(body, OpenAIJsonContext.Default.ModelList)?.Data.ToImmutableArray()
                : provider.Plugin is { } plugin ? ReadOf(plugin, body)
                : ReadForeign(provider.Dialect.Dialect, body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableArray<ModelInfo>? ReadOf(ProviderPlugin plugin, byte[] body) =>
        plugin.Models is not { } list ? ReadForeign(Dialect.Chat, body)
        : list.Read(body) is { } models ? [.. models.Where(static model => !string.IsNullOrWhiteSpace(model.Id)).DistinctBy(static model => model.Id)]
        : null;

    private static ImmutableArray<ModelInfo>? ReadForeign(Dialect dialect, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var name = dialect is Dialect.Gemini or Dialect.Ollama ? "models" : "data";
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Where(static model => model.ValueKind == JsonValueKind.Object).Select(model => ReadModel(dialect, model)).OfType<ModelInfo>()]
            : null;
    }

    private static ModelInfo? ReadModel(Dialect dialect, JsonElement model) => dialect switch
    {
        Dialect.Gemini => ReadGemini(model),
        Dialect.Ollama => (Text(model, "model") ?? Text(model, "name")) is { } name ? new ModelInfo { Id = name, Created = Date(model, "modified_at") } : null,
        Dialect.Anthropic => Text(model, "id") is { } id ? new ModelInfo { Id = id, Created = Date(model, "created_at"), MaxModelLen = Length(model, "max_input_tokens") } : null,
        _ => Text(model, "id") is { } id
            ? new ModelInfo { Id = id, Created = Number(model, "created") ?? 0, MaxModelLen = Length(model, "max_model_len") ?? Length(model, "context_window") }
            : null,
    };

    private static ModelInfo? ReadGemini(JsonElement model) => Text(model, "name") is { } name
        ? new ModelInfo
        {
            Id = name.StartsWith(GeminiPrefix, StringComparison.Ordinal) ? name[GeminiPrefix.Length..] : name,
            MaxModelLen = Length(model, "inputTokenLimit"),
            Capabilities = Capabilities(model),
        }
        : null;

    private static List<string>? Capabilities(JsonElement model)
    {
        if (!model.TryGetProperty("supportedGenerationMethods", out var methods) || methods.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var words = methods.EnumerateArray().Where(static method => method.ValueKind == JsonValueKind.String).Select(static method => method.GetString());
        return [.. words.Select(static word => word switch { "generateContent" => "chat", "embedContent" => "embeddings", _ => null }).OfType<string>().Distinct()];
    }

    private static string? Text(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static long Date(JsonElement model, string name) =>
        DateTimeOffset.TryParse(Text(model, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.ToUnixTimeSeconds() : 0;

    private static int? Length(JsonElement model, string name) => (int?)Number(model, name);

    private static long? Number(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue ? number : null;
}
