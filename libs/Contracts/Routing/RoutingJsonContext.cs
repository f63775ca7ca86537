using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Routing;

/// <summary>How the Router's own types are read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProviderList))]
[JsonSerializable(typeof(EndpointInfo))]
[JsonSerializable(typeof(RequestEvent))]
[JsonSerializable(typeof(RequestInfo))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(AdminStatus))]
[JsonSerializable(typeof(AdminSetting))]
[JsonSerializable(typeof(AdminSettingList))]
[JsonSerializable(typeof(AdminChangeList))]
[JsonSerializable(typeof(PullModelRequest))]
[JsonSerializable(typeof(PullEvent))]
[JsonSerializable(typeof(ModelDeleted))]
[JsonSerializable(typeof(JsonNode))]
public sealed partial class RoutingJsonContext : JsonSerializerContext;
