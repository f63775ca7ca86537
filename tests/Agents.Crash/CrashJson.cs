using System.Text.Json.Serialization;

namespace Switchyard.Agents.Crash;

[JsonSerializable(typeof(CrashState))]
internal sealed partial class CrashJson : JsonSerializerContext;
