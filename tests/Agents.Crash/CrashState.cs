namespace Switchyard.Agents.Crash;

internal sealed record CrashState(IReadOnlyList<string> Results);
