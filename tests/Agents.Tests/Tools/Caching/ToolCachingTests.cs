using System.Text.Json;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Caching;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Tools.Caching;

/// <summary>Results of pure tools that are given again.</summary>
public sealed class ToolCachingTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ActingTool _tool = new("look")
    {
        Definition = new ActingTool("look").Definition with
        {
            Caching = new ToolCaching { Lifetime = TimeSpan.FromMinutes(1), Capacity = 2, MaxOutputLength = 50 },
            Parameters = [new("text", ToolParameterKind.Text, "A text."), new("count", ToolParameterKind.WholeNumber, "How often.") { Required = false }],
        },
    };

    [Fact]
    public async Task SameCall_InAnotherForm_IsAnsweredWithoutTheTool()
    {
        Assert.Equal("did a", await CallAsync("""{"text":"a","count":1}"""));
        Assert.Equal("did a", await CallAsync("""{"count":"1","text":"a"}"""));

        Assert.Equal(["a"], _tool.Texts);
    }

    [Fact]
    public async Task SameCall_OfAnotherUser_IsMade()
    {
        await CallAsync("""{"text":"a"}""");
        await CallAsync("""{"text":"a"}""", "bob");

        Assert.Equal(["ada", "bob"], _tool.Contexts.Select(context => context.User));
    }

    [Fact]
    public async Task SameCall_AfterTheLifetime_IsMade()
    {
        await CallAsync("""{"text":"a"}""");
        _time.Advance(TimeSpan.FromMinutes(1));
        await CallAsync("""{"text":"a"}""");

        Assert.Equal(2, _tool.Texts.Count);
    }

    [Fact]
    public async Task MoreCalls_ThanAreKept_ForgetTheOneNotAskedForLongest()
    {
        foreach (var text in new[] { "a", "b", "a", "c", "a", "b" })
        {
            await CallAsync($$"""{"text":"{{text}}"}""");
        }

        Assert.Equal(["a", "b", "c", "b"], _tool.Texts);
    }

    [Fact]
    public async Task Failure_OrLongOutput_IsNotKept()
    {
        _tool.Work = (text, _) => Task.FromResult(text == "bad" ? ToolResult.Failure("no") : ToolResult.Success(new string('x', 51)));
        foreach (var text in new[] { "bad", "bad", "long", "long" })
        {
            await CallAsync($$"""{"text":"{{text}}"}""");
        }

        Assert.Equal(4, _tool.Texts.Count);
    }

    [Fact]
    public async Task Call_OfAToolWithoutCaching_IsMadeEachTime()
    {
        var tool = new ActingTool("look");
        var invoker = new ToolInvoker(new ToolBox([tool]), 1_000, _time);
        await invoker.InvokeAsync("look", [], new ToolContext("ada"), AgentBench.Cancellation);
        await invoker.InvokeAsync("look", [], new ToolContext("ada"), AgentBench.Cancellation);

        Assert.Equal(2, _tool.Texts.Count + tool.Texts.Count);
    }

    [Fact]
    public void Version_OfTheTool_IsPartOfTheKey()
    {
        var arguments = ToolArgumentsReader.Read(_tool.Definition, [new("text", "a")]).Arguments!;

        Assert.NotEqual(ToolResultCache.KeyOf(_tool.Definition, new ToolContext("ada"), arguments), ToolResultCache.KeyOf(_tool.Definition with { Version = "2" }, new ToolContext("ada"), arguments));
    }

    [Theory]
    [InlineData(EffectClass.Idempotent)]
    [InlineData(EffectClass.Unsafe)]
    public void Tool_ThatDoesSomething_CannotHaveItsResultsKept(EffectClass effectClass)
    {
        var tool = new ActingTool("send") { Definition = _tool.Definition with { Effect = effectClass } };

        var exception = Assert.Throws<ArgumentException>(() => new ToolBox([tool]));

        Assert.StartsWith($"The tool 'look' is {effectClass} and has Caching", exception.Message, StringComparison.Ordinal);
    }

    // Each call has an invoker of its own, as each run has.
    private async Task<string> CallAsync(string arguments, string user = "ada") => (await new ToolInvoker(new ToolBox([_tool]), 1_000, _time).InvokeAsync(
        "look", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!, new ToolContext(user), AgentBench.Cancellation)).Output;
}
