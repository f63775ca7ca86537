namespace Switchyard.AgentClient;

/// <summary>Reaches an AgentHost: its agents, their runs and sessions. Thread-safe; holds nothing but the HTTP client, which stays its owner's.</summary>
public sealed class AgentHostApi
{
    /// <summary>Makes a client.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the AgentHost's. Its time limit is that of one request, not of what is followed.</param>
    /// <param name="time">Measures the pauses between one connection and the next.</param>
    public AgentHostApi(HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        if (http.BaseAddress is null)
        {
            throw new ArgumentException("The HTTP client has no BaseAddress; set it to the AgentHost's, such as http://localhost:7270.", nameof(http));
        }

        var host = new AgentHostChannel(http);
        Agents = new AgentsClient(host);
        Runs = new RunsClient(host, time);
        Sessions = new SessionsClient(host);
    }

    /// <summary>Gets the agents and their definitions.</summary>
    public AgentsClient Agents { get; }

    /// <summary>Gets the runs, and what they wait for.</summary>
    public RunsClient Runs { get; }

    /// <summary>Gets the sessions.</summary>
    public SessionsClient Sessions { get; }
}
