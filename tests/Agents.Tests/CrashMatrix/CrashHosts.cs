using Switchyard.Agents.CrashMatrix;

namespace Switchyard.Agents.Tests.CrashMatrix;

/// <summary>The program of the tests that is killed.</summary>
internal static class CrashHosts
{
    public static HostCommand Command { get; } = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Switchyard.Agents.Crash.dll")]);
}
