namespace Switchyard.Sandbox.Tests;

public sealed class ExecutionTests(FencedSession shared) : IClassFixture<FencedSession>
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("x = 5\nx * 2", "10")]
    [InlineData("'ä€😀'", "'ä€😀'")]
    [InlineData("None", null)]
    [InlineData("x = 1", null)]
    [InlineData("", null)]
    [InlineData("# nothing", null)]
    [InlineData("import math\nmath.factorial(20)", "2432902008176640000")]
    [InlineData("import json, re\njson.loads('[1]') + re.findall('a', 'banana')", "[1, 'a', 'a', 'a']")]
    [InlineData("from datetime import datetime\ndatetime.strptime('2026-11-27', '%Y-%m-%d').strftime('%d.%m.%Y')", "'27.11.2026'")]
    [InlineData("from collections import namedtuple, Counter\nnamedtuple('P', 'a b')(1, 2), Counter('aab')['a']", "(P(a=1, b=2), 2)")]
    [InlineData("import collections.abc, itertools\nlist(itertools.islice(itertools.count(), 3))", "[0, 1, 2]")]
    [InlineData("from __future__ import annotations\nclass A:\n    x: Nope = 1\nA().x", "1")]
    [InlineData("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nf(5)", "120")]
    [InlineData("__name__", "'__main__'")]
    [InlineData("'\\N{BULLET}'", "'•'")]
    public async Task Execute_Code_ReturnsValueOfLastExpression(string code, string? expected)
    {
        await shared.CheckAsync(code, result =>
        {
            Assert.Equal((CodeOutcome.Ok, 0, expected, null), (result.Outcome, result.ExitCode, result.Value, result.Error));
            Assert.Equal(("", "", false, false), (result.Stdout, result.Stderr, result.IsTruncated, result.IsStateLost));
        });
    }

    [Fact]
    public async Task Execute_Steps_ShareVariables()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("import math\nvalues = [3]\ndef area(r):\n    return round(math.pi * r * r)", TestContext.Current.CancellationToken);
            await session.ExecuteAsync("1 / 0", TestContext.Current.CancellationToken);
            await session.ExecuteAsync("values.append(area(2))", TestContext.Current.CancellationToken);

            Assert.Equal("[3, 13]", (await session.ExecuteAsync("values", TestContext.Current.CancellationToken)).Value);
        });
    }

    [Fact]
    public async Task Execute_Prints_AreKeptApart()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            var result = await session.ExecuteAsync("import sys, os\nprint('out ü')\nprint('err', file=sys.stderr)\nos.write(1, b'raw\\xff')\nprint('end', end='')", TestContext.Current.CancellationToken);

            Assert.Equal(("out ü\nraw\uFFFDend", "err\n"), (result.Stdout, result.Stderr));
        });
    }

    [Fact]
    public async Task Execute_OutputOfEarlierStep_DoesNotComeAgain()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("print('first')", TestContext.Current.CancellationToken);

            Assert.Equal("second\n", (await session.ExecuteAsync("print('second')", TestContext.Current.CancellationToken)).Stdout);
        });
    }

    [Fact]
    public async Task Execute_Exception_ReturnsTracebackOfTheCodeOnly()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var result = await session.ExecuteAsync("def f(x):\n    return 1 / x\nf(0)", TestContext.Current.CancellationToken);

            Assert.Equal((CodeOutcome.Exception, 1, false), (result.Outcome, result.ExitCode, result.IsStateLost));
            Assert.StartsWith("Traceback (most recent call last):\n  File \"<step 1>\", line 3, in <module>\n    f(0)\n  File \"<step 1>\", line 2, in f\n    return 1 / x\n", result.Error, StringComparison.Ordinal);
            Assert.EndsWith("ZeroDivisionError: division by zero\n", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("<string>", result.Error, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("def (:", "SyntaxError")]
    [InlineData("raise KeyboardInterrupt()", "KeyboardInterrupt")]
    [InlineData("class E(Exception):\n    def __str__(self):\n        raise self\nraise E()", "E: <exception str() failed>")]
    [InlineData("def f(): f()\nf()", "RecursionError")]
    [InlineData("class V:\n    def __repr__(self):\n        raise ValueError('no')\nV()", "ValueError: no")]
    [InlineData("raise SystemExit(type('S', (), {'__str__': lambda s: 1 / 0})())", "SystemExit")]
    [InlineData("x = '\\ud800'\nraise ValueError(x)", "ValueError: \\ud800")]
    public async Task Execute_OddException_IsTold(string code, string expected)
    {
        await shared.CheckAsync(code, result =>
        {
            Assert.Equal((CodeOutcome.Exception, 1), (result.Outcome, result.ExitCode));
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        });
        await shared.CheckAsync("1", static result => Assert.Equal("1", result.Value));
    }

    [Theory]
    [InlineData("raise SystemExit(3)", CodeOutcome.Exception, 3)]
    [InlineData("raise SystemExit()", CodeOutcome.Ok, 0)]
    [InlineData("raise SystemExit('no')", CodeOutcome.Exception, 1)]
    public async Task Execute_SystemExit_IsItsStatusAndKeepsTheSession(string code, CodeOutcome outcome, int status)
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("x = 1", TestContext.Current.CancellationToken);

            var result = await session.ExecuteAsync(code, TestContext.Current.CancellationToken);

            Assert.Equal((outcome, status), (result.Outcome, result.ExitCode));
            Assert.Equal("1", (await session.ExecuteAsync("x", TestContext.Current.CancellationToken)).Value);
        });
    }

    [Fact]
    public async Task Execute_LongOutput_IsCutBetweenCharacters()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(options => options.MaxOutputBytes = 10), async session =>
        {
            var result = await session.ExecuteAsync("print('€' * 5)", TestContext.Current.CancellationToken);

            Assert.Equal((CodeOutcome.Ok, "€€€", true), (result.Outcome, result.Stdout, result.IsTruncated));
        });
    }

    [Fact]
    public async Task Execute_LongValue_IsCut()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(options => options.MaxTextCharacters = 100), async session =>
        {
            Assert.Equal(100, (await session.ExecuteAsync("'a' * 100_000", TestContext.Current.CancellationToken)).Value!.Length);
        });
    }

    [Fact]
    public async Task Execute_AtOnce_RunsOneAfterAnother()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("n = 0", TestContext.Current.CancellationToken);

            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => session.ExecuteAsync("n += 1", TestContext.Current.CancellationToken)));

            Assert.Equal("20", (await session.ExecuteAsync("n", TestContext.Current.CancellationToken)).Value);
        });
    }

    [Fact]
    public async Task Execute_Cancelled_EndsTheCodeAndTheNextStepStartsAfresh()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("x = 1", TestContext.Current.CancellationToken);
            using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ExecuteAsync("while True: pass", cancelled.Token));

            Assert.Contains("NameError", (await session.ExecuteAsync("x", TestContext.Current.CancellationToken)).Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Dispose_WhileCodeRuns_EndsIt()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var running = session.ExecuteAsync("while True: pass", TestContext.Current.CancellationToken);

            await session.DisposeAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            await Assert.ThrowsAsync<ObjectDisposedException>(() => session.ExecuteAsync("1", TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public async Task Session_ItsStarterThreadEnds_LivesOn()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var started = new TaskCompletionSource<SandboxSession>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => started.SetResult(new PythonSandbox(Sandboxed.Create(), TimeProvider.System).StartSessionAsync(CancellationToken.None).GetAwaiter().GetResult()));
            thread.Start();
            await using var other = await started.Task;
            thread.Join();

            Assert.Equal("2", (await other.ExecuteAsync("1 + 1", TestContext.Current.CancellationToken)).Value);
            Assert.Equal("2", (await session.ExecuteAsync("1 + 1", TestContext.Current.CancellationToken)).Value);
        });
    }
}
