namespace Switchyard.Web.Monitoring;

/// <summary>Registers the monitor behind the overview.</summary>
internal static class MonitoringExtensions
{
    public static WebApplicationBuilder AddMonitoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SystemMonitor>();
        return builder;
    }
}
