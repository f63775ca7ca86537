namespace Switchyard.Sandbox.Tests;

/// <summary>Code that uses more than there is.</summary>
public sealed class LimitTests(UnfencedSession shared) : IClassFixture<UnfencedSession>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("while True: pass")]
    [InlineData("import time\ntime.sleep(1000)")]
    [InlineData("import signal, time\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True:\n    try: time.sleep(1000)\n    except BaseException: pass")]
    [InlineData("while True:\n    try:\n        while True: pass\n    except BaseException: pass")]
    [InlineData("10 ** 10 ** 9")]
    [InlineData("import re\nre.match('(a+)+$', 'a' * 60 + 'b')")]
    [InlineData("class V:\n    def __repr__(self):\n        while True: pass\nV()")]
    [InlineData("class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E()")]
    [InlineData("import os\nos.closerange(0, 64)\nwhile True: pass")]
    public async Task Time_IsOver_EndsTheCode(string code)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.TimeLimit = TimeSpan.FromSeconds(1)), async session =>
        {
            await session.ExecuteAsync("x = 1", Token);

            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.TimedOut, CodeLimit.Time, true), (result.Outcome, result.Limit, result.IsStateLost));
            Assert.Equal("The code ran longer than 1 s and was ended. Its variables and files are lost.", result.Error);
            Assert.True(result.Duration >= TimeSpan.FromSeconds(0.5), result.ToString());
            Assert.Contains("NameError", (await session.ExecuteAsync("x", Token)).Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Time_IsOver_KeepsWhatWasPrinted()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(static options => options.TimeLimit = TimeSpan.FromSeconds(1)), async session =>
        {
            var result = await session.ExecuteAsync("print('so far', end='')\nwhile True: pass", Token);

            Assert.Equal((CodeOutcome.TimedOut, "so far", "The code ran longer than 1 s and was ended. Its variables and files are lost."), (result.Outcome, result.Stdout, result.Error));
        });
    }

    [Fact]
    public async Task ProcessorTime_IsOver_EndsTheCode()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(static options => options.CpuLimit = TimeSpan.FromSeconds(1)), async session =>
        {
            var result = await session.ExecuteAsync("while True: pass", Token);

            Assert.Equal((CodeOutcome.OutOfProcessorTime, CodeLimit.ProcessorTime, true), (result.Outcome, result.Limit, result.IsStateLost));
            Assert.Equal("The code used up the 1 s of processor time of its session and was ended. Its variables and files are lost.", result.Error);
        });
    }

    [Fact]
    public async Task ProcessorTime_OfAllSteps_IsCounted()
    {
        const string Half = "import time\nstart = time.process_time()\nwhile time.process_time() < start + 1.2: pass";
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.CpuLimit = TimeSpan.FromSeconds(2)), async session =>
        {
            Assert.Equal(CodeOutcome.Ok, (await session.ExecuteAsync(Half, Token)).Outcome);
            Assert.Equal(CodeOutcome.OutOfProcessorTime, (await session.ExecuteAsync(Half, Token)).Outcome);
            Assert.Equal(CodeOutcome.Ok, (await session.ExecuteAsync(Half, Token)).Outcome);
        });
    }

    [Fact]
    public async Task ProcessorTime_OfCodeThatSleeps_IsNotUsed()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => (options.CpuLimit, options.TimeLimit) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))), async session =>
            Assert.Equal(CodeLimit.Time, (await session.ExecuteAsync("import time\ntime.sleep(1000)", Token)).Limit));
    }

    [Theory]
    [InlineData("x = bytearray(10 ** 9)")]
    [InlineData("x = []\nwhile True: x.append('a' * 10 ** 6 + str(len(x)))")]
    [InlineData("x = 'a'\nwhile True: x += x")]
    [InlineData("import mmap\nx = mmap.mmap(-1, 10 ** 9)")]
    [InlineData("[list(range(10 ** 7)) for _ in range(100)]")]
    public async Task Memory_IsOver_IsToldAndKeepsTheSession(string code)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.OutOfMemory, CodeLimit.Memory), (result.Outcome, result.Limit));
            Assert.EndsWith("The limit is 536870912 bytes of memory.", result.Error, StringComparison.Ordinal);
            Assert.Equal("2", (await session.ExecuteAsync("x = None\n1 + 1", Token)).Value);
        });
    }

    [Theory]
    [InlineData("import os\nos.memfd_create('x')", "Operation not permitted")]
    [InlineData("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nlibc.shmget(0, 10 ** 8, 0o1600)\nraise OSError(ctypes.get_errno())", "OSError: 1")]
    [InlineData("import resource\nresource.setrlimit(resource.RLIMIT_AS, (10 ** 10, 10 ** 10))", "not allowed to raise maximum limit")]
    [InlineData("import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (100, 100))", "not allowed to raise maximum limit")]
    public async Task Memory_AroundTheLimit_IsRefused(string code, string expected) =>
        await shared.CheckAsync(code, result => Assert.Contains(expected, result.Error, StringComparison.Ordinal));

    [Theory]
    [InlineData("import os\nos.fork()", "BlockingIOError")]
    [InlineData("import threading\nthreading.Thread(target=print).start()", "can't start new thread")]
    [InlineData("import os\nos.posix_spawn('/usr/bin/python3', ['x'], {})", "Error")]
    [InlineData("import subprocess\nsubprocess.run(['/bin/sh'])", "Error")]
    public async Task Processes_ByDefault_AreRefused(string code, string expected) =>
        await shared.CheckAsync(code, result => Assert.Contains(expected, result.Error, StringComparison.Ordinal));

    [Theory]
    [InlineData("import os\nos.fork()", CodeLimit.Processes, "The limit is 1 processes and threads, Python's own included.")]
    [InlineData("import threading\nthreading.Thread(target=print).start()", CodeLimit.Processes, "The limit is 1 processes and threads, Python's own included.")]
    [InlineData("files = []\nwhile True: files.append(open('/dev/null'))", CodeLimit.OpenFiles, "The limit is 64 open files.")]
    [InlineData("with open('x', 'wb') as f:\n    while True: f.write(bytes(10 ** 6))", CodeLimit.Scratch, "The limit of the scratch folder is 10000000 bytes and 20 files.")]
    [InlineData("import os\nwith open('x', 'wb') as f: os.truncate(f.fileno(), 10 ** 10)", CodeLimit.Scratch, "The limit of the scratch folder is 10000000 bytes and 20 files.")]
    [InlineData("for n in range(100): open(str(n), 'w').close()", CodeLimit.Scratch, "The limit of the scratch folder is 10000000 bytes and 20 files.")]
    public async Task Limit_IsReached_IsNamed(string code, CodeLimit limit, string sentence)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => (options.AllowFileWrites, options.ScratchBytes, options.MaxScratchFiles) = (true, 10_000_000, 20)), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.Exception, limit, false), (result.Outcome, result.Limit, result.IsStateLost));
            Assert.EndsWith(sentence, result.Error, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("import os\nos._exit(7)", "Python was ended with status 7, without an answer. ")]
    [InlineData("import ctypes\nctypes.string_at(0)", "Python crashed with signal 11. ")]
    [InlineData("import sys, os, time\nframe = sys._getframe()\nwhile 'marker' not in frame.f_locals: frame = frame.f_back\nmarker = frame.f_locals['marker']\nos.write(2, marker)\nos.write(1, marker + b'nonsense')\ntime.sleep(1000)", "The code closed or disturbed the outputs on which answers come, and was ended. ")]
    public async Task Process_EndsWithoutAnswer_SaysHow(string code, string expected)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.Killed, null, expected + "Its variables and files are lost."), (result.Outcome, result.Limit, result.Error));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task ForkBomb_EndsAtTheLimitAndLeavesNothing(int processes)
    {
        const string Bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass";
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(options => (options.MaxProcesses, options.TimeLimit) = (processes, TimeSpan.FromSeconds(2))), async (session, watch) =>
        {
            var result = await session.ExecuteAsync(Bomb, Token);

            Assert.Equal((CodeOutcome.TimedOut, CodeLimit.Time, true), (result.Outcome, result.Limit, result.IsStateLost));
            // bubblewrap, what it starts while it builds the sandbox, and what may be.
            Assert.InRange(watch.Seen, 2, processes + 8);
            Assert.Empty(await watch.AliveAsync());
        });
    }

    [Fact]
    public async Task Orphans_OfADaemon_EndWithTheSession()
    {
        const string Daemons = """
            import os, time, signal
            for _ in range(5):
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        signal.signal(signal.SIGHUP, signal.SIG_IGN)
                        os.closerange(0, 64)
                        while True: time.sleep(1000)
                    os._exit(0)
                os.wait()
            """;
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.MaxProcesses = 20), async (session, watch) =>
        {
            Assert.Equal(CodeOutcome.Ok, (await session.ExecuteAsync(Daemons, Token)).Outcome);
            watch.Look();

            // bubblewrap, Python, and the five.
            Assert.Equal(7, watch.Alive().Count);
        });
    }

    [Fact]
    public async Task Orphans_OfCodeThatLeaves_EndAsWell()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.MaxProcesses = 20), async (session, watch) =>
        {
            var result = await session.ExecuteAsync("import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)\ntime.sleep(0.3)\nos._exit(7)", Token);

            Assert.Equal((CodeOutcome.Killed, true), (result.Outcome, result.IsStateLost));
            Assert.Empty(await watch.AliveAsync());
        });
    }

    [Theory]
    [InlineData("while True: print('a' * 1000)", true)]
    [InlineData("import sys\nwhile True: sys.stderr.write('a' * 100_000)", false)]
    [InlineData("import os\nwhile True: os.write(1, b'a' * 100_000)", true)]
    [InlineData("while True: print()", true)]
    public async Task Output_WithoutEnd_EndsTheCode(string code, bool isStdout)
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((CodeOutcome.OutputLimit, true, true), (result.Outcome, result.IsTruncated, result.IsStateLost));
            Assert.Equal(64 * 1024, (isStdout ? result.Stdout : result.Stderr).Length);
            Assert.Equal("The code wrote more than 1048576 bytes and was ended. Its variables and files are lost.", result.Error);
        });
    }

    [Fact]
    public async Task Sessions_ManyAtOnce_KeepApart()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async _ =>
        {
            var sandbox = new PythonSandbox(Sandboxed.Create(), TimeProvider.System);

            var values = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
            {
                await using var session = await sandbox.StartSessionAsync(Token);
                await session.ExecuteAsync($"x = {number}", Token);
                await Task.Yield();
                return (await session.ExecuteAsync("x", Token)).Value;
            }));

            Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"{number}"), values);
        });
    }

    [Theory]
    [InlineData("a\0b", CodeOutcome.Exception, "null bytes")]
    [InlineData("'", CodeOutcome.Exception, "SyntaxError")]
    public async Task Code_ThatIsNone_IsTold(string code, CodeOutcome outcome, string expected)
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var result = await session.ExecuteAsync(code, Token);

            Assert.Equal((outcome, false), (result.Outcome, result.IsStateLost));
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Code_ThatIsNotUnicode_IsNotRun()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var result = await session.ExecuteAsync($"'{(char)0xD800}'", Token);

            Assert.Equal((CodeOutcome.Rejected, false, "The code was not run: it has more than 262144 bytes, or holds halves of surrogate pairs."), (result.Outcome, result.IsStateLost, result.Error));
        });
    }

    [Fact]
    public async Task Code_ThatIsHuge_IsRefusedOrRun()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            Assert.Equal(CodeOutcome.Rejected, (await session.ExecuteAsync(new string('#', (256 * 1024) + 1), Token)).Outcome);
            Assert.Equal(CodeOutcome.Rejected, (await session.ExecuteAsync("#" + new string('€', 100_000), Token)).Outcome);
            Assert.Equal(CodeOutcome.Ok, (await session.ExecuteAsync(new string('#', 256 * 1024), Token)).Outcome);
            Assert.Equal(CodeOutcome.Exception, (await session.ExecuteAsync(new string('(', 100_000), Token)).Outcome);
        });
    }

    [Fact]
    public async Task Code_NestedDeeply_DoesNoHarm()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            var result = await session.ExecuteAsync("x = " + string.Concat(Enumerable.Repeat("-", 100_000)) + "1", Token);

            Assert.True(result.Outcome is CodeOutcome.Exception or CodeOutcome.Killed, result.ToString());
            Assert.Equal("1", (await session.ExecuteAsync("1", Token)).Value);
        });
    }
}
