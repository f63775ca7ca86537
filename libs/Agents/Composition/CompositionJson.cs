using System.Text.Json.Serialization;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Composition.Pooling;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Composition.Supervision;
using Switchyard.Agents.Composition.Voting;

namespace Switchyard.Agents.Composition;

/// <summary>How the states of agents that call others, and what they ask and get, are journalled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentTask))]
[JsonSerializable(typeof(AgentResult))]
[JsonSerializable(typeof(HandoffState))]
[JsonSerializable(typeof(PoolState))]
[JsonSerializable(typeof(SagaState))]
[JsonSerializable(typeof(SagaCall))]
[JsonSerializable(typeof(SagaOutcome))]
[JsonSerializable(typeof(SupervisorState))]
[JsonSerializable(typeof(SupervisorDecision))]
[JsonSerializable(typeof(VoteState))]
internal sealed partial class CompositionJson : JsonSerializerContext;
