using System.Text.Json.Serialization;

namespace Switchyard.JsonSchemas;

/// <summary>What a schema's check makes JSON of, without reflection, so that a trimmed program can check too.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class SchemaJsonContext : JsonSerializerContext;
