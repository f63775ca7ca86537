namespace Switchyard.AgentHost.Tests;

/// <summary>The settings of hosts that are processes of their own: those of one call share a database and a folder, and notice soon when one of them dies.</summary>
internal static class HostSettings
{
    public static Dictionary<string, string> Create(StoresFixture stores, string router) => new()
    {
        ["ConnectionStrings:switchyard"] = stores.CreateDatabase(),
        ["ConnectionStrings:cache"] = stores.Redis.ConnectionString,
        ["services:router:http:0"] = router,
        ["AgentHost:AllowUnsafeDatabase"] = "true",
        ["AgentHost:DataFolder"] = stores.CreateFolder(),
        ["AgentHost:Lease"] = "00:00:03",
        ["AgentHost:HeartbeatInterval"] = "00:00:01",
    };
}
