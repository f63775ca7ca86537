namespace Switchyard.AgentHost.Members;

/// <summary>Registers what runs need to call other agents.</summary>
internal static class MemberServices
{
    public static IHostApplicationBuilder AddMembers(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MemberDefinitions>().AddSingleton<MemberRunStore>().AddSingleton<MemberRunReader>().AddSingleton<MemberRunFollower>();
        return builder;
    }
}
