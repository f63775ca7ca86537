using System.Text.Json.Serialization;

namespace Switchyard.Queue.Batches;

/// <summary>How parts of a batch lie in the database.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<BatchProblem>))]
internal sealed partial class BatchJsonContext : JsonSerializerContext;
