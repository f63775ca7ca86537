using System.Text.Json.Serialization;

namespace Switchyard.Router.PassThrough;

/// <summary>How the bodies that are passed through are read: as strictly as every other body.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 64)]
[JsonSerializable(typeof(SpeechBody))]
[JsonSerializable(typeof(ImageBody))]
internal sealed partial class PassThroughContext : JsonSerializerContext;
