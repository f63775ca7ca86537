namespace Switchyard.Faults.Checking;

/// <summary>What a job costs: stored with its result, in one commit.</summary>
/// <param name="Key">The key of the effect that is paid for.</param>
/// <param name="Attempt">The attempt that had it.</param>
internal sealed record Charge(string Key, int Attempt);
