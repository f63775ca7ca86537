using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Health;

/// <summary>Logs when a check changes. The framework's own lines, one for each probe that finds something amiss, are switched off: they bury the rest.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new();

    public void Note(HealthReport report)
    {
        foreach (var (name, entry) in report.Entries)
        {
            var before = HealthStatus.Healthy;
            _last.AddOrUpdate(name, entry.Status, (_, last) =>
            {
                before = last;
                return entry.Status;
            });
            if (before != entry.Status)
            {
                LogChange(name, entry);
            }
        }
    }

    private void LogChange(string name, HealthReportEntry entry)
    {
        if (entry.Status == HealthStatus.Healthy)
        {
            LogHealthy(name);
        }
        else
        {
            LogNotHealthy(name, entry.Status, entry.Description, entry.Exception);
        }
    }

    [LoggerMessage(EventId = EventIds.Healthy, Level = LogLevel.Information, Message = "The health check '{Check}' is Healthy again.")]
    private partial void LogHealthy(string check);

    [LoggerMessage(EventId = EventIds.NotHealthy, Level = LogLevel.Warning, Message = "The health check '{Check}' is now {Status}. {Reason}")]
    private partial void LogNotHealthy(string check, HealthStatus status, string? reason, Exception? exception);
}
