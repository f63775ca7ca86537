using Switchyard.Hosting.Logs;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Logs;

public sealed class ResourceLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    [Fact]
    public void Tail_IsTheLastTwentyLines()
    {
        using var log = Create();

        for (var number = 1; number <= 25; number++)
        {
            log.Append($"line {number}");
        }

        Assert.Equal(Enumerable.Range(6, 20).Select(number => $"line {number}"), log.TakeTail());
    }

    [Fact]
    public void Tail_Taken_IsForgotten()
    {
        using var log = Create();
        log.Append("first crash");
        log.TakeTail();

        log.Append("second crash");

        Assert.Equal(["second crash"], log.TakeTail());
    }

    [Fact]
    public void Warning_GoesToFileAndConsole()
    {
        using (var log = Create())
        {
            log.Append("warn: disk is nearly full");
            log.Append("info: request served");
        }

        Assert.Equal("warn: disk is nearly full\ninfo: request served\n", File.ReadAllText(_folder["router.log"]));
        Assert.EndsWith("router       warn: disk is nearly full" + Environment.NewLine, _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("request served", _output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    private ResourceLog Create()
    {
        return new ResourceLog(_folder.Path, "router", new EngineConsole(_output, TimeProvider.System), LogLines.IsServiceWarning);
    }
}
