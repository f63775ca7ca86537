using System.Collections.Concurrent;
using System.Diagnostics;
using Switchyard.Hosting.Processes;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Hosting.Tests.Processes;

public sealed class GuardTests
{
    private const string Deaf = "trap '' TERM; echo up; while :; do sleep 0.05; done";

    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_IsTheGuardedProcessNotTheGuard()
    {
        await using var child = ChildProcess.Start(Config("echo $$; sleep 60"), _lines.Enqueue);

        var record = await child.Record.WaitAsync(Token);

        await Eventually.BecomesTrueAsync(() => !_lines.IsEmpty, Token);
        Assert.Equal($"{record!.Pid}", _lines.First());
    }

    [Fact]
    public async Task GuardsOwnLine_IsNotPartOfTheLog()
    {
        await using var child = ChildProcess.Start(Config("echo one; echo two"), _lines.Enqueue);

        await child.Exited.WaitAsync(Token);
        await child.DrainOutputAsync();

        Assert.Equal(["one", "two"], _lines);
    }

    [Fact]
    public async Task ExitCode_IsThatOfTheGuardedProcess()
    {
        await using var child = ChildProcess.Start(Config("exit 5"), _lines.Enqueue);

        Assert.Equal(5, await child.Exited.WaitAsync(Token));
    }

    [Fact]
    public async Task Stop_SendsTheChosenSignal()
    {
        await using var child = ChildProcess.Start(Config("trap 'exit 4' TERM; echo up; while :; do sleep 0.05; done"), _lines.Enqueue);
        await Eventually.BecomesTrueAsync(() => _lines.Contains("up"), Token);

        await child.StopAsync();

        Assert.Equal(4, await child.Exited);
    }

    [Fact]
    public async Task Stop_OfADeafProcess_KillsIt()
    {
        await using var child = ChildProcess.Start(Config(Deaf) with { StopTimeout = TimeSpan.FromMilliseconds(200) }, _lines.Enqueue);
        await Eventually.BecomesTrueAsync(() => _lines.Contains("up"), Token);

        await child.StopAsync();

        Assert.Equal(128 + Signals.Kill, await child.Exited);
    }

    [Fact]
    public async Task Process_WhoseStarterIsKilled_Ends()
    {
        // The starter holds the only writing end of the guard's standard input, as AppHost does.
        using var folder = new TemporaryFolder();
        await CommandLine.RunAsync(["mkfifo", folder["pipe"]], Token);
        using var starter = Process.Start("/bin/sh", ["-c", "exec sleep 300 >\"$0\"", folder["pipe"]]);
        var guarded = new ProcessStartInfo();
        Guard.Apply(guarded, Config(Deaf) with { StopTimeout = TimeSpan.FromMilliseconds(200) });
        using var guard = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" <\"$0\"", folder["pipe"], .. guarded.ArgumentList]) { RedirectStandardOutput = true })!;
        var record = ProcessTable.Find(await ReadPidAsync(guard.StandardOutput))!;

        starter.Kill();

        await Eventually.BecomesTrueAsync(() => !ProcessTable.IsAlive(record), Token);
    }

    [Theory]
    [InlineData("switchyard-guard 123", 123)]
    [InlineData("switchyard-guard x", null)]
    [InlineData("another line", null)]
    public void Pid_IsReadOnlyFromTheGuardsOwnLine(string line, int? expected)
    {
        Assert.Equal(expected, Guard.ReadPid(line));
    }

    // The guarded process may write before the guard does.
    private static async Task<int> ReadPidAsync(StreamReader output)
    {
        while (true)
        {
            var line = await output.ReadLineAsync(Token);
            if (Guard.ReadPid(line!) is { } pid)
            {
                return pid;
            }
        }
    }

    private static ChildProcessConfig Config(string script)
    {
        return new ChildProcessConfig { FileName = "/bin/sh", Arguments = ["-c", script], WorkingDirectory = "/", IsGuarded = true };
    }
}
