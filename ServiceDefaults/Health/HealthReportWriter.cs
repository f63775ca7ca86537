using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchyard.Contracts.Health;

namespace Switchyard.ServiceDefaults.Health;

/// <summary>Writes a health report as <see cref="ServiceHealth"/>.</summary>
internal sealed class HealthReportWriter(ServiceIdentity identity, TimeProvider time)
{
    private readonly DateTimeOffset _started = ReadStartTime();

    public Task WriteAsync(HttpContext context, HealthReport report)
    {
        var health = new ServiceHealth
        {
            Status = report.Status.ToString(),
            Service = identity.Name,
            UptimeSeconds = Math.Round((time.GetUtcNow() - _started).TotalSeconds, 1),
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => Describe(entry.Value)),
        };
        return context.Response.WriteAsJsonAsync(health, HealthJsonContext.Default.ServiceHealth, "application/json", context.RequestAborted);
    }

    private static HealthCheckEntry Describe(HealthReportEntry entry) => new()
    {
        Status = entry.Status.ToString(),
        Description = DescribeResult(entry),
        DurationMs = Math.Round(entry.Duration.TotalMilliseconds, 2),
    };

    // The framework takes an exception's message as the description; that may hold a connection string, so only its type goes out.
    private static string? DescribeResult(HealthReportEntry entry) => entry.Exception is { } exception && entry.Description == exception.Message
        ? $"The check failed with {exception.GetType().Name}; the log has the cause."
        : entry.Description;

    private static DateTimeOffset ReadStartTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime;
    }
}
