namespace Switchyard.Agents.Client.Backends;

/// <summary>Where an agent's model is.</summary>
public enum AgentTransport
{
    /// <summary>Behind an address; see <see cref="AgentBackendOptions.OnlineEndpoints"/>.</summary>
    Online,

    /// <summary>In this process; see <see cref="AgentBackendOptions.LocalModelPaths"/>.</summary>
    Local,
}
