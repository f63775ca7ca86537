using System.Text.Json.Serialization;

namespace Switchyard.Sandbox.Protocol;

/// <summary>The driver's side of the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StepSetup))]
[JsonSerializable(typeof(StepAnswer))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
