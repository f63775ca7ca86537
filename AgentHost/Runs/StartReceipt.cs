namespace Switchyard.AgentHost.Runs;

/// <summary>What became of the wish for a run, and which run it is: the one that was begun, or the one that has the key.</summary>
internal readonly record struct StartReceipt(StartOutcome Outcome, string? RunId);
