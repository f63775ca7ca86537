namespace Switchyard.AgentHost.Runs;

/// <summary>The run is no longer this host's: its lease lapsed and another one took it over. Never leaves <see cref="RunHost"/>.</summary>
internal sealed class RunLostException() : Exception("Another host has taken the run over.");
