using System.Text.Json.Serialization;

namespace Switchyard.Agents.CrashMatrix.Subjects;

[JsonSerializable(typeof(PlainState))]
internal sealed partial class PlainJson : JsonSerializerContext;
