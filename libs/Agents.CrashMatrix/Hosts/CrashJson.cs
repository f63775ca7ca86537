using System.Text.Json.Serialization;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>What a host is told and says, one line each.</summary>
[JsonSerializable(typeof(CrashOrder))]
[JsonSerializable(typeof(CrashAnswer))]
internal sealed partial class CrashJson : JsonSerializerContext;
