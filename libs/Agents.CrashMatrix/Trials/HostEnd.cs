using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Trials;

/// <summary>How a host ended.</summary>
/// <param name="ExitCode">Its exit code; 137 where it was killed.</param>
/// <param name="Answer">What it said; <see langword="null"/> where it died before.</param>
/// <param name="Errors">What it complained of.</param>
/// <param name="Took">How long it lived, its start included.</param>
internal sealed record HostEnd(int ExitCode, CrashAnswer? Answer, string Errors, TimeSpan Took)
{
    // 128 + SIGKILL, as .NET tells it.
    private const int Killed = 137;

    public bool WasKilled => ExitCode == Killed && Answer is null;

    public string Describe() => $"it ended with exit code {ExitCode}{(Errors.Length > 0 ? ": " + Errors : "")}";
}
