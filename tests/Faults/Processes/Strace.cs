using System.Globalization;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>Makes a running process' system calls slow, or fail, as long as it exists.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private static readonly TimeSpan s_attaching = TimeSpan.FromMilliseconds(500);

    private readonly ServerProcess _process;

    private Strace(ServerProcess process) => _process = process;

    /// <summary>Tells why it cannot be done here; <see langword="null"/> where it can.</summary>
    public static string? WhyNot() =>
        !(Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Combine(folder, "strace"))) ? "strace is not installed"
        : !ServerProcess.IsRoot ? "strace may not attach: the runner is not root"
        : null;

    /// <summary>Begins to do to the flushes of a process what <paramref name="what"/> says, such as <c>error=EIO</c>.</summary>
    public static async Task<Strace> InjectAsync(int process, string what)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        string[] command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", $"inject=fdatasync,fsync:{what}", "-p", id];

        // Told to end, it would wait for ever for a thread that was killed in the middle of a call it slows.
        var strace = new Strace(ServerProcess.Start(null, new Dictionary<string, string> { ["STOP_SIGNAL"] = "KILL" }, command));
        await Task.Delay(s_attaching);
        return strace;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
