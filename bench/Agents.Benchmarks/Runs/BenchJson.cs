using System.Text.Json.Serialization;

namespace Switchyard.Agents.Benchmarks.Runs;

[JsonSerializable(typeof(BenchState))]
internal sealed partial class BenchJson : JsonSerializerContext;
