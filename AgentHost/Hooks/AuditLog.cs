using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Auditing;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Writes the records of <see cref="AuditHook"/> to the log, whose categories say where they are kept.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LogRecord(record.Point, record.RunId, record.Agent, record.User, record.Subject, record.Outcome, record.Digest);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(EventId = EventIds.AgentAudit, Level = LogLevel.Information, Message = "{Point} in run {RunId} of agent '{Agent}' for user '{User}': subject '{Subject}', outcome '{Outcome}', digest '{Digest}'.")]
    private partial void LogRecord(HookPoint point, Guid runId, string agent, string user, string subject, string outcome, string digest);
}
