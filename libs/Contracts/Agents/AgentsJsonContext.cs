using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Agents;

/// <summary>How the AgentHost's types are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(StartRunRequest))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(RunNotice))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(AgentDetail))]
[JsonSerializable(typeof(AgentDocument))]
[JsonSerializable(typeof(AgentTemplateList))]
[JsonSerializable(typeof(AgentVersionList))]
[JsonSerializable(typeof(AgentMistakes))]
[JsonSerializable(typeof(AnswerRequest))]
[JsonSerializable(typeof(ResolveRequest))]
[JsonSerializable(typeof(ForkRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(RunReplay))]
[JsonSerializable(typeof(RunHistory))]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(ApprovalList))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionDocument))]
[JsonSerializable(typeof(SessionCompaction))]
[JsonSerializable(typeof(SessionFacts))]
[JsonSerializable(typeof(SessionSummary))]
[JsonSerializable(typeof(SessionAssessment))]
public sealed partial class AgentsJsonContext : JsonSerializerContext;
