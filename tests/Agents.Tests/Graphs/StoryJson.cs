using System.Text.Json.Serialization;

namespace Switchyard.Agents.Tests.Graphs;

[JsonSerializable(typeof(Story))]
[JsonSerializable(typeof(Chapter))]
[JsonSerializable(typeof(Saga))]
internal sealed partial class StoryJson : JsonSerializerContext;
