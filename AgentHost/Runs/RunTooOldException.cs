namespace Switchyard.AgentHost.Runs;

/// <summary>A run is from before there was a journal.</summary>
internal sealed class RunTooOldException(string runId) : Exception($"The run {runId} is from before runs had a journal: only its events are known.");
