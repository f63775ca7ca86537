namespace Switchyard.Agents.Reasoning.Settings;

/// <summary>The settings that several kinds of agents know.</summary>
public static class AgentSettings
{
    /// <summary>Gets at which occurrence of the very same tool call a run is stopped.</summary>
    public static AgentSetting MaxIdenticalCalls { get; } = AgentSetting.Number("maxIdenticalCalls", 3, 2, 100, "At which occurrence of the very same tool call the run is stopped.");
}
