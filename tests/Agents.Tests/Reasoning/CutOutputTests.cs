using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Outputs that are longer than the model is shown, and how it reads on.</summary>
public sealed partial class CutOutputTests
{
    private static readonly string s_output = string.Concat(Enumerable.Range(0, 3_000).Select(number => $"{number:0000}\n"));

    /// <summary>A model that has the tool speak and reads on where its output was cut.</summary>
    private static IReadOnlyList<AIContent> Answer(IReadOnlyList<ChatMessage> messages)
    {
        var last = AgentBench.TextOf(messages[^1]);
        return messages[^1].Role != ChatRole.Tool ? [ScriptedAnswer.CreateCall("speak", "{}")]
            : Handle().Match(last) is { Success: true } cut ? [ScriptedAnswer.CreateCall("read_output", $$"""{"handle":"{{cut.Groups[1].Value}}","from":{{cut.Groups[2].Value}},"length":9}""")]
            : [new TextContent(last)];
    }

    private static AgentBench Bench(string? output = null, EffectClass effectClass = EffectClass.Pure) => new(ScriptedAnswer.Decide(Answer))
    {
        Tools = [new ActingTool("speak", effectClass) { Work = (_, _) => Task.FromResult(ToolResult.Success(output ?? s_output)) }, new ReadOutputTool()],
    };

    [Fact]
    public async Task Run_ToolIsCut_CanReadOnWithoutHavingBeenShownTheReader()
    {
        var bench = Bench();
        bench.Definition = bench.Definition with { Tools = ["speak"] };

        var result = await bench.RunAsync();

        Assert.Equal("(characters 8000 to 8009 of 15000)\n1600\n1601", result.Output);
        Assert.Equal([["speak"], ["speak", "read_output"], ["speak", "read_output"]], bench.Model.Options.Select(options => options!.Tools!.Select(tool => tool.Name)));
    }

    [Theory]
    [InlineData(EffectClass.Pure)]
    [InlineData(EffectClass.Idempotent)]
    public async Task Run_KilledAtEachWrite_ReadsOnInAnotherHost(EffectClass effectClass)
    {
        using var folder = new TemporaryFolder();
        for (var append = 1; append <= 8; append++)
        {
            var bench = Bench(effectClass: effectClass);
            var files = new FileRunJournal(folder[$"{append}"], TimeProvider.System);
            await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(files) { DiesAt = append, DiesAfterWriting = true }).RunAsync(bench.Task(), AgentBench.Cancellation));
            bench.Journal = new FileRunJournal(folder[$"{append}"], TimeProvider.System);

            Assert.Equal("(characters 8000 to 8009 of 15000)\n1600\n1601", (await bench.ResumeAsync()).Output);
        }
    }

    [Fact]
    public async Task Fork_AfterTheCut_ReadsOn()
    {
        var bench = Bench();
        await bench.RunAsync();
        var fork = Guid.NewGuid();

        await bench.Agent().ForkAsync(bench.RunId, null, fork, null, AgentBench.Cancellation);

        Assert.Equal("(characters 8000 to 8009 of 15000)\n1600\n1601", (await bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation)).Output);
    }

    [Fact]
    public async Task Run_OutputOverWhatIsKept_SaysHowFarItCanBeRead()
    {
        var bench = Bench(new string('x', 300_000));

        var result = await bench.RunAsync();

        Assert.Contains("from 8000 reads on as far as 200000)", bench.Asked[1], StringComparison.Ordinal);
        Assert.StartsWith("(characters 8000 to 8009 of 200000)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HookChangesTheMessage_KeepsNothingItHasNotSeen()
    {
        var bench = Bench();
        bench.Hooks = new ScriptedHook(
            context =>
            {
                var adding = (MessageHookContext)context;
                if (adding.Message.Contents is not [FunctionResultContent { Result: string { Length: > 1_000 } text } result])
                {
                    return HookResult.Continue;
                }

                adding.Message = new ChatMessage(ChatRole.Tool, [new FunctionResultContent(result.CallId, text.Replace("0001", "****", StringComparison.Ordinal))]);
                return HookResult.Modified;
            },
            HookPoint.MessageAdding).ToPipeline();

        Assert.Equal("Error: there is no output with this handle here; call the tool that gave it again", (await bench.RunAsync()).Output);
        Assert.DoesNotContain(await bench.ReadAsync(), entry => System.Text.Encoding.UTF8.GetString(entry.Data.Span).Contains("\"whole\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_CutWithoutAReader_SaysOnlyThatItWasCut()
    {
        var bench = Bench();
        bench.Tools = [bench.Tools[0]];

        Assert.EndsWith("(cut: 8000 of 15000 characters shown)", (await bench.RunAsync()).Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"read_output with handle (\w+) and from (\d+) reads on")]
    private static partial Regex Handle();
}
