namespace Switchyard.AgentHost.Sessions;

/// <summary>Registers sessions.</summary>
internal static class SessionServices
{
    public static IHostApplicationBuilder AddSessions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SessionStore>().AddSingleton<SessionDesk>().AddSingleton<SessionWriter>().AddSingleton<SessionUpkeep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionUpkeep>());
        return builder;
    }
}
