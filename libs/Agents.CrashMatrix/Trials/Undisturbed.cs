using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Trials;

/// <summary>What a run does whose host is not killed.</summary>
/// <param name="Answer">How it ends.</param>
/// <param name="Calls">What the other side noted.</param>
internal sealed record Undisturbed(CrashAnswer Answer, IReadOnlyList<RemoteCall> Calls);
