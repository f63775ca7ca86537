using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults.Health;

/// <summary>Registers and maps <c>/health</c> (may I send requests?) and <c>/alive</c> (should I be restarted?).</summary>
internal static class HealthExtensions
{
    public const string LiveTag = "live";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton<HealthReportWriter>();
        services.AddSingleton<HealthLog>();
        services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IOptions<ServiceDefaultsOptions>>(LimitDurations);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var writer = routes.ServiceProvider.GetRequiredService<HealthReportWriter>();
        var log = routes.ServiceProvider.GetRequiredService<HealthLog>();
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAndNoteAsync }).DisableHttpMetrics();
        routes.MapHealthChecks("/alive", new HealthCheckOptions { ResponseWriter = writer.WriteAsync, Predicate = check => check.Tags.Contains(LiveTag) }).DisableHttpMetrics();

        Task WriteAndNoteAsync(HttpContext context, HealthReport report)
        {
            log.Note(report);
            return writer.WriteAsync(context, report);
        }
    }

    // A check without a limit of its own would let one hanging dependency hang the probe.
    private static void LimitDurations(HealthCheckServiceOptions checks, IOptions<ServiceDefaultsOptions> defaults)
    {
        foreach (var check in checks.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            check.Timeout = defaults.Value.HealthCheckTimeout;
        }
    }
}
