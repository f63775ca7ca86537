using System.Text.Json.Serialization;

namespace Switchyard.Router.Endpoints;

/// <summary>How <see cref="ModelBody"/> is read: as strictly as every other body.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 64)]
[JsonSerializable(typeof(ModelBody))]
internal sealed partial class ModelBodyContext : JsonSerializerContext;
