using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Inference;

/// <summary>How the types of a node's management are read and written: as OpenAI's beside them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(LoadModelRequest))]
[JsonSerializable(typeof(ModelStatus))]
[JsonSerializable(typeof(ModelStatusList))]
public sealed partial class InferenceJsonContext : JsonSerializerContext;
