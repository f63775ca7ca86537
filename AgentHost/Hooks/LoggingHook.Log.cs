using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.AgentHost.Hooks;

internal sealed partial class LoggingHook
{
    [LoggerMessage(EventId = EventIds.AgentRun, Level = LogLevel.Information, Message = "Run {RunId} of agent '{Agent}': {Point} {Status}.")]
    private partial void LogRun(Guid runId, string agent, HookPoint point, RunStatus? status);

    [LoggerMessage(EventId = EventIds.AgentModelCall, Level = LogLevel.Debug, Message = "Run {RunId} asked model '{Model}' in step {Step}: {Duration}, {InputTokens} and {OutputTokens} tokens, error {ErrorType}.")]
    private partial void LogModelCall(Guid runId, int step, string? model, TimeSpan? duration, long? inputTokens, long? outputTokens, string? errorType);

    [LoggerMessage(EventId = EventIds.AgentToolCall, Level = LogLevel.Debug, Message = "Run {RunId} called tool '{Tool}' in step {Step}: {Duration}, succeeded: {Succeeded}.")]
    private partial void LogToolCall(Guid runId, int step, string tool, TimeSpan? duration, bool? succeeded);

    [LoggerMessage(EventId = EventIds.AgentFailure, Level = LogLevel.Warning, Message = "Run {RunId}: '{Operation}' failed ({Point}) after {Attempts} attempts with {ErrorType}.")]
    private partial void LogFailure(Guid runId, string operation, HookPoint point, int attempts, string? errorType);

    [LoggerMessage(EventId = EventIds.AgentBudgetExceeded, Level = LogLevel.Warning, Message = "Run {RunId} of agent '{Agent}' has used up its {Limit}.")]
    private partial void LogBudget(Guid runId, string agent, string limit);

    [LoggerMessage(EventId = EventIds.AgentAnswerSensitive, Level = LogLevel.Trace, Message = "Run {RunId} was answered: {Answer}.")]
    private partial void LogAnswerSensitive(Guid runId, ChatResponse? answer);

    [LoggerMessage(EventId = EventIds.AgentToolArgumentsSensitive, Level = LogLevel.Trace, Message = "Run {RunId} calls tool '{Tool}' with {Arguments}.")]
    private partial void LogToolCallSensitive(Guid runId, string tool, JsonElement arguments);

    [LoggerMessage(EventId = EventIds.AgentToolResultSensitive, Level = LogLevel.Trace, Message = "Run {RunId} was answered by tool '{Tool}': {Result}.")]
    private partial void LogToolResultSensitive(Guid runId, string tool, string? result);
}
