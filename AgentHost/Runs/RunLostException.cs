namespace Switchyard.AgentHost.Runs;

/// <summary>The run is no longer this host's: its lease lapsed and somebody marked it interrupted. Never leaves <see cref="RunHost"/>.</summary>
internal sealed class RunLostException() : Exception("The run's lease lapsed.");
