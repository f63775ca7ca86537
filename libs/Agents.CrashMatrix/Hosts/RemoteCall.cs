namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>What the other side noted about a call.</summary>
/// <param name="Kind">What came of it.</param>
/// <param name="Key">The call's key.</param>
/// <param name="What">What it was to do; each run does each thing once.</param>
internal sealed record RemoteCall(RemoteCallKind Kind, string Key, string What);
