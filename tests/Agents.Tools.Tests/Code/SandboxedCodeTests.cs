using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools.Code;
using Switchyard.Sandbox;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tools.Tests.Code;

/// <summary>Code of agents. Where no sandbox can be made, it is refused.</summary>
public sealed class SandboxedCodeTests
{
    private static readonly Guid s_run = Guid.Parse("6f1a2c1e-0d0b-4b6e-9d55-0c7e6f2d9a10");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tool_RunsCodeWithoutMemoryOfTheLast()
    {
        var tool = new RunCodeTool(new SandboxOptions(), store: null, TimeProvider.System);
        if (await RefusesAsync(tool))
        {
            return;
        }

        Assert.Equal("650", await Tools.RunAsync(tool, new { code = "x = 56 + 594\nprint(x)" }));
        Assert.Equal("42", await Tools.RunAsync(tool, new { code = "6*7" }));
        Assert.Contains("NameError", await Tools.RunAsync(tool, new { code = "print(x)" }));
        Assert.Contains("socket", await Tools.RunAsync(tool, new { code = "import socket" }));
    }

    [Fact]
    public async Task Runner_KeepsWhatARunDefines()
    {
        await using var runner = new SandboxCodeRunner(new SandboxOptions(), new SandboxCodeRunnerOptions(), TimeProvider.System);
        if (await RefusesAsync(runner))
        {
            return;
        }

        Assert.True(runner.HasState(s_run));
        Assert.Equal("42", (await runner.RunAsync(s_run, "print(x * 2)", Token)).Output);
        Assert.Contains("NameError", (await runner.RunAsync(Guid.NewGuid(), "print(x)", Token)).Error);

        await runner.EndAsync(s_run);
        Assert.False(runner.HasState(s_run));
        Assert.Contains("NameError", (await runner.RunAsync(s_run, "print(x)", Token)).Error);
    }

    [Fact]
    public async Task Runner_OverItsSessions_EndsTheOneIdleLongest()
    {
        var time = new ManualTimeProvider();
        await using var runner = new SandboxCodeRunner(new SandboxOptions(), new SandboxCodeRunnerOptions { MaxSessions = 2 }, time);
        if (await RefusesAsync(runner))
        {
            return;
        }

        var (second, third) = (Guid.NewGuid(), Guid.NewGuid());
        time.Advance(TimeSpan.FromSeconds(1));
        await runner.RunAsync(second, "x = 2", Token);
        await runner.RunAsync(third, "x = 3", Token);

        Assert.Equal([false, true, true], new[] { s_run, second, third }.Select(runner.HasState));

        time.Advance(TimeSpan.FromMinutes(11));
        await runner.RunAsync(third, "x", Token);

        Assert.Equal([false, true], new[] { second, third }.Select(runner.HasState));
    }

    [Theory]
    [InlineData(false, false, true, EffectClass.Pure)]
    [InlineData(true, false, true, EffectClass.Unsafe)]
    [InlineData(false, true, true, EffectClass.Unsafe)]
    [InlineData(false, true, false, EffectClass.Unsafe)]
    public void Effect_OfCode_FollowsFromWhatItReaches(bool network, bool system, bool sandbox, EffectClass expected)
    {
        var options = new SandboxOptions { AllowNetwork = network, AllowSystemAccess = system, UseSandbox = sandbox };

        Assert.Equal(expected, new RunCodeTool(options, store: null, TimeProvider.System).Definition.Effect);
        Assert.Equal(expected, new SandboxCodeRunner(options, new SandboxCodeRunnerOptions(), TimeProvider.System).Effect);
    }

    [Fact]
    public async Task Code_WithoutASandbox_IsRefusedByBoth()
    {
        var options = new SandboxOptions { BubblewrapPath = "/nowhere/bwrap" };
        await using var runner = new SandboxCodeRunner(options, new SandboxCodeRunnerOptions(), TimeProvider.System);

        Assert.True(await RefusesAsync(new RunCodeTool(options, store: null, TimeProvider.System)));
        Assert.True(await RefusesAsync(runner));
        Assert.False(runner.HasState(s_run));
    }

    [Fact]
    public async Task Files_OfCode_AreToldAndKept()
    {
        var options = new SandboxOptions { AllowFileWrites = true, MaxArtefactBytes = 10 };
        var store = new KeptArtefacts();
        var tool = new RunCodeTool(options, store, TimeProvider.System);
        await using var runner = new SandboxCodeRunner(options, new SandboxCodeRunnerOptions(), TimeProvider.System);
        if (await RefusesAsync(tool))
        {
            return;
        }

        const string Code = "open('a.txt', 'w').write('hello')\nopen('b\\n.txt', 'w').write('x' * 2000)\nprint('done')";

        Assert.Equal("done\nFiles written: a.txt (5 bytes), b?.txt (2,000 bytes)", await Tools.RunAsync(tool, new { code = Code }));
        Assert.Equal([("a.txt", 5, 5), ("b\n.txt", 2_000, -1)], store.Files.Select(static file => (file.Name, file.Size, file.Content?.Length ?? -1)));
        var result = await runner.RunAsync(s_run, Code, Token);
        Assert.Equal(("done", "Files written: a.txt (5 bytes), b?.txt (2,000 bytes)"), (result.Output, result.Artefacts.Describe()));
    }

    private static async Task<bool> RefusesAsync(RunCodeTool tool)
    {
        var output = await Tools.RunAsync(tool, new { code = "print(1)" });
        return output.StartsWith("Error", StringComparison.Ordinal) || (output == "1" ? false : throw new InvalidOperationException(output));
    }

    private static async Task<bool> RefusesAsync(SandboxCodeRunner runner)
    {
        try
        {
            Assert.Null((await runner.RunAsync(s_run, "x = 21", Token)).Error);
            return false;
        }
        catch (InvalidOperationException exception)
        {
            Assert.NotEmpty(exception.Message);
            return true;
        }
    }
}
