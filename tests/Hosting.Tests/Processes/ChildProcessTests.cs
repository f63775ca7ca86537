using System.Collections.Concurrent;
using Aspire.Hosting;
using Switchyard.Hosting.Processes;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Hosting.Tests.Processes;

public sealed class ChildProcessTests
{
    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Output_OfBothStreams_ArrivesLineByLine()
    {
        await using var child = Start("echo out; echo err >&2");

        await child.Exited.WaitAsync(Token);
        await child.DrainOutputAsync();

        Assert.Equal(["err", "out"], _lines.Order());
    }

    [Fact]
    public async Task ExitCode_IsTold()
    {
        await using var child = Start("exit 7");

        Assert.Equal(7, await child.Exited.WaitAsync(Token));
    }

    [Fact]
    public async Task Environment_IsAddedToOwn()
    {
        await using var child = ChildProcess.Start(Config("echo $GREETING") with { Environment = new Dictionary<string, string> { ["GREETING"] = "hello" } }, _lines.Enqueue);

        await child.Exited.WaitAsync(Token);
        await child.DrainOutputAsync();

        Assert.Equal(["hello"], _lines);
    }

    [Fact]
    public async Task Stop_AsksWithTheSignal()
    {
        await using var child = Start("trap 'echo asked; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await Eventually.BecomesTrueAsync(() => _lines.Contains("up"), Token);

        await child.StopAsync();

        Assert.Equal(3, await child.Exited.WaitAsync(Token));
    }

    [Fact]
    public async Task Stop_OfADeafProcess_KillsIt()
    {
        await using var child = ChildProcess.Start(Config("trap '' TERM; echo up; while :; do sleep 0.05; done") with { StopTimeout = TimeSpan.FromMilliseconds(200) }, _lines.Enqueue);
        await Eventually.BecomesTrueAsync(() => _lines.Contains("up"), Token);

        await child.StopAsync();

        Assert.Equal(128 + Signals.Kill, await child.Exited.WaitAsync(Token));
    }

    [Fact]
    public async Task Stop_OfAnEndedProcess_DoesNothing()
    {
        await using var child = Start("exit 0");
        await child.Exited.WaitAsync(Token);

        await child.StopAsync();

        Assert.Equal(0, await child.Exited);
    }

    [Fact]
    public async Task Record_IsTheProcessItself()
    {
        await using var child = Start("echo $$; read -r _");
        await Eventually.BecomesTrueAsync(() => !_lines.IsEmpty, Token);

        var record = await child.Record.WaitAsync(Token);

        Assert.Equal(_lines.First(), $"{record!.Pid}");
    }

    [Fact]
    public async Task Session_IsItsOwn()
    {
        await using var child = Start("cut -d' ' -f6 /proc/$$/stat; read -r _");
        await Eventually.BecomesTrueAsync(() => !_lines.IsEmpty, Token);

        var record = await child.Record.WaitAsync(Token);

        Assert.Equal($"{record!.Pid}", _lines.First().Trim());
    }

    [Fact]
    public void Folder_ThatIsMissing_IsTold()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => ChildProcess.Start(Config("exit 0") with { WorkingDirectory = "/does/not/exist" }, _lines.Enqueue));

        Assert.StartsWith("/bin/sh could not be started: ", exception.Message, StringComparison.Ordinal);
    }

    private static ChildProcessConfig Config(string script)
    {
        return new ChildProcessConfig { FileName = "/bin/sh", Arguments = ["-c", script], WorkingDirectory = "/" };
    }

    private ChildProcess Start(string script)
    {
        return ChildProcess.Start(Config(script), _lines.Enqueue);
    }
}
