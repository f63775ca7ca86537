namespace Switchyard.Sandbox.Tests;

/// <summary>Code that plays the driver, or ends it.</summary>
public sealed class ProtocolTests
{
    private const string Frame = "0000005b{\"outcome\":\"ok\",\"exitCode\":0,\"value\":\"NDI=\",\"error\":null,\"artefacts\":[]}";

    // Finds the marker as only code can that walks frames: it may then lie about its own step, and about nothing else.
    private const string Steal = """
        import sys, os
        frame = sys._getframe()
        while 'marker' not in frame.f_locals: frame = frame.f_back
        marker = frame.f_locals['marker']
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("print(text)")]
    [InlineData("print('A' * 64 + text)")]
    [InlineData("print('\\0' + text + '\\n' + text)\nimport sys\nprint(text, file=sys.stderr)")]
    public async Task Print_OfAnAnswer_IsOutput(string code)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            var result = await session.ExecuteAsync($"text = '''{Frame}'''\n{code}\n1 / 0", Token);

            Assert.Equal((CodeOutcome.Exception, null), (result.Outcome, result.Value));
            Assert.Contains(Frame, result.Stdout, StringComparison.Ordinal);
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }

    [Fact]
    public async Task Print_OfAnEarlierMarker_IsOutput()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            await session.ExecuteAsync($"{Steal}\nold = marker.decode()", Token);

            var result = await session.ExecuteAsync($"print(old + '''{Frame}''')\n7", Token);

            Assert.Equal((CodeOutcome.Ok, "7"), (result.Outcome, result.Value));
            Assert.Contains(Frame, result.Stdout, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("b'zzzzzzzz'")]
    [InlineData("b'ffffffff'")]
    [InlineData("b'7fffffff'")]
    [InlineData("b'00000004null'")]
    [InlineData("b'00000002{}'")]
    [InlineData("b'00000003{{{'")]
    [InlineData("b'00000014' + b'{\"artefacts\":[null]}'")]
    [InlineData("b'00002710' + b'[' * 10000")]
    public async Task Marker_WithNonsense_EndsTheSessionOnly(string frame)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.TimeLimit = TimeSpan.FromSeconds(5)), async session =>
        {
            var result = await session.ExecuteAsync($"{Steal}\nos.write(2, marker)\nos.write(1, marker + {frame})\nimport time\ntime.sleep(3)", Token);

            Assert.True(result.Outcome is CodeOutcome.Killed or CodeOutcome.TimedOut, result.ToString());
            Assert.True(result.IsStateLost);
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }

    [Theory]
    [InlineData("import os\nos._exit(7)", 7)]
    [InlineData("import os\nos.abort()", null)]
    [InlineData("import ctypes\nctypes.string_at(0)", 139)]
    [InlineData("import os\nos.closerange(0, 1000)", null)]
    [InlineData("import os\nos.close(0); os.closerange(3, 1000)", null)]
    [InlineData("import os, time\nfor n in range(3, 10):\n    try: os.dup2(0, n)\n    except OSError: pass", null)]
    public async Task Driver_EndedByTheCode_IsToldAndReplaced(string code, int? status)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.TimeLimit = TimeSpan.FromSeconds(3)), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.True(result.Outcome is CodeOutcome.Killed or CodeOutcome.TimedOut, result.ToString());
            Assert.True(result.IsStateLost);
            Assert.True(status is null || status == result.ExitCode, result.ToString());
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }

    [Fact]
    public async Task Streams_ClosedByTheCode_DoNotLoseTheAnswer()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            Assert.Equal("42", (await session.ExecuteAsync("import os\nos.close(0); os.close(1); os.close(2)\n42", Token)).Value);
            Assert.Equal("43", (await session.ExecuteAsync("43", Token)).Value);
        });
    }

    [Fact]
    public async Task Fork_ThatComesBack_AnswersOnce()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.MaxProcesses = 5), async session =>
        {
            Assert.Equal("True", (await session.ExecuteAsync("import os\nown = os.getpid()\nos.fork()\nown == os.getpid()", Token)).Value);
            await Task.Delay(TimeSpan.FromMilliseconds(200), Token);

            var result = await session.ExecuteAsync("own == os.getpid()", Token);

            Assert.Equal(("True", ""), (result.Value, result.Stdout));
        });
    }
}
