namespace Switchyard.AgentHost.People;

/// <summary>Registers what people are asked.</summary>
internal static class PeopleServices
{
    public static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RequestStore>().AddSingleton<RequestSweep>().AddSingleton<PeopleDesk>();
        return builder;
    }
}
