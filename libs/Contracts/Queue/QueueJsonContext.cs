using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Queue;

/// <summary>How the queue's types are read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SubmitJobRequest))]
[JsonSerializable(typeof(JobInfo))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(JobStreamEvent))]
[JsonSerializable(typeof(QueueEvent))]
[JsonSerializable(typeof(QueueDepthList))]
[JsonSerializable(typeof(QueueWorkerList))]
public sealed partial class QueueJsonContext : JsonSerializerContext;
