namespace Switchyard.AgentHost.History;

/// <summary>Registers what reads journals.</summary>
internal static class HistoryServices
{
    public static IHostApplicationBuilder AddHistory(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunFinder>().AddSingleton<RunForker>();
        return builder;
    }
}
