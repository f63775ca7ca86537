namespace Switchyard.Agents.Journal;

/// <summary>The right to write a run's journal. It has no time of its own: it lasts until somebody else takes the run over.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Token">The fencing token: greater than that of every earlier holder (Kleppmann, "How to do distributed locking", 2016).</param>
public readonly record struct RunLease(Guid RunId, long Token);
