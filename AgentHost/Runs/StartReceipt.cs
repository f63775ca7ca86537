namespace Switchyard.AgentHost.Runs;

/// <summary>What came of the wish to start a run, and the run; what is missing where this host cannot run the agent.</summary>
internal readonly record struct StartReceipt(StartOutcome Outcome, string? Run);
