namespace Switchyard.Web.Clients;

/// <summary>The services the dashboard talks to, as service discovery knows them.</summary>
internal static class ServiceNames
{
    public const string Router = "router";
    public const string AgentHost = "agenthost";
    public const string Web = "web";
}
