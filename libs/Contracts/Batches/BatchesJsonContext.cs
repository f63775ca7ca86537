using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Batches;

/// <summary>How files and batches are read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(FileObject))]
[JsonSerializable(typeof(FileObjectList))]
[JsonSerializable(typeof(FileDeleted))]
[JsonSerializable(typeof(CreateBatchRequest))]
[JsonSerializable(typeof(BatchObject))]
[JsonSerializable(typeof(BatchList))]
public sealed partial class BatchesJsonContext : JsonSerializerContext;
