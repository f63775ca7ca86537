namespace Switchyard.Contracts.Agents;


/// <summary>Where an agent's definition comes from.</summary>
public static class AgentSources
{
    /// <summary>The host's code.</summary>
    public const string Code = "code";

    /// <summary>A file of the host's folder of agents.</summary>
    public const string File = "file";

    /// <summary><c>PUT /v1/agents/{id}</c>.</summary>
    public const string Api = "api";
}
