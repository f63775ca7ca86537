using Microsoft.Extensions.AI;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>Agents with a model that call one another, over one journal.</summary>
public sealed class GraphAgentMembersTests
{
    private readonly MemoryRunJournal _journal = CompositionBench.NewJournal();
    private readonly ActingTool _send = new("send", EffectClass.Unsafe);

    [Fact]
    public async Task Call_AnotherAgent_GivesItsAnswerAndCountsWhatItUsed()
    {
        var clerk = Create(new AgentDefinition { Id = "clerk" }, [], Spends("Noted."));
        var chief = Create(new AgentDefinition { Id = "chief" }, [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty)], ScriptedAnswer.Call("clerk", """{"task":"Note it."}"""), ScriptedAnswer.From(Last));

        var result = await CompositionBench.AskAsync(chief);

        Assert.Equal("Noted.", result.Output);
        Assert.Equal((3, 1), (result.Usage.ModelCalls, result.Usage.ToolCalls));
        Assert.True(result.Usage.InputTokens >= 1000);
    }

    [Fact]
    public async Task Call_CallersBudget_HoldsForTheAgent()
    {
        var clerk = Create(new AgentDefinition { Id = "clerk" }, [], ScriptedAnswer.Say("Noted."));
        var chief = Create(
            new AgentDefinition { Id = "chief", Budget = new AgentBudget { MaxTokens = 60 } },
            [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty)],
            ScriptedAnswer.Call("clerk", $$"""{"task":"{{new string('x', 600)}}"}"""),
            ScriptedAnswer.From(Last));

        var result = await CompositionBench.AskAsync(chief);

        Assert.False(result.IsSuccess);
    }

    [Fact]
    public async Task Call_AgentThatWaitsForAPerson_IsAnsweredByTheCallersRun()
    {
        var chief = CreateChief();
        var task = new AgentTask("Send it.");

        var waiting = await chief.RunAsync(task, CompositionBench.Cancellation);
        var request = CompositionBench.OnlyRequest(waiting);
        var read = CompositionBench.OnlyRequest(await CreateChief().ReadAsync(task.RunId, CompositionBench.Cancellation));
        Assert.Equal((request.Key, request.RunId, request.Agent), (read.Key, read.RunId, read.Agent));
        var later = CreateChief();
        await later.AnswerAsync(task.RunId, request.Key, request.Choices[0], CompositionBench.Cancellation);
        var result = await later.RunAsync(task, CompositionBench.Cancellation);

        Assert.NotEqual(task.RunId, request.RunId);
        Assert.Equal("clerk", request.Agent);
        Assert.Equal("told: told: did mail", result.Output);
        Assert.Equal(["mail"], _send.Texts);
    }

    [Fact]
    public async Task Call_OfWhichTheAgentKnowsNothing_IsResolvedByTheCallersRun()
    {
        _send.Work = (_, _) => throw new IOException("The line went dead.");
        var clerk = Create(new AgentDefinition { Id = "clerk" }, [_send], CallsThenTells("send", """{"text":"mail"}"""));
        var chief = Create(new AgentDefinition { Id = "chief" }, [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty)], CallsThenTells("clerk", """{"task":"Send it."}"""));
        var task = new AgentTask("Send it.");

        var request = CompositionBench.OnlyRequest(await chief.RunAsync(task, CompositionBench.Cancellation));
        await chief.ResolveAsync(task.RunId, request.Key, UncertainAnswer.Happened, "it was sent", CompositionBench.Cancellation);
        var result = await chief.RunAsync(task, CompositionBench.Cancellation);

        Assert.Equal((PersonRequestKind.UncertainEffect, "clerk"), (request.Kind, request.Agent));
        Assert.Equal("told: told: it was sent", result.Output);
        Assert.Single(_send.Texts);
    }

    [Fact]
    public async Task Fork_InTheMiddleOfACall_HasARunOfTheAgentOfItsOwn()
    {
        var (chief, fork) = (CreateChief(), Guid.NewGuid());
        var task = new AgentTask("Send it.");
        var asked = CompositionBench.OnlyRequest(await chief.RunAsync(task, CompositionBench.Cancellation));

        await chief.ForkAsync(task.RunId, null, fork, null, CompositionBench.Cancellation);
        var request = CompositionBench.OnlyRequest(await CreateChief().ResumeAsync(fork, null, CompositionBench.Cancellation));
        await chief.CancelAsync(task.RunId, "not needed", CompositionBench.Cancellation);
        var later = CreateChief();
        await later.AnswerAsync(fork, request.Key, request.Choices[0], CompositionBench.Cancellation);
        var result = await later.ResumeAsync(fork, null, CompositionBench.Cancellation);

        Assert.NotEqual(asked.RunId, request.RunId);
        Assert.Equal(RunStatus.Cancelled, (await _journal.FindAsync(asked.RunId, CompositionBench.Cancellation))!.Status);
        Assert.Equal("told: told: did mail", result.Output);
        Assert.Equal(["mail"], _send.Texts);
    }

    [Fact]
    public async Task Fork_AfterACall_UsesWhatCameOfIt()
    {
        var clerk = Create(new AgentDefinition { Id = "clerk" }, [_send], CallsThenTells("send", """{"text":"mail"}"""));
        var chief = Create(new AgentDefinition { Id = "chief" }, [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty)], CallsThenTells("clerk", """{"task":"Send it."}"""));
        var (task, fork) = (new AgentTask("Send it."), Guid.NewGuid());
        await chief.RunAsync(task, CompositionBench.Cancellation);
        var intent = (await _journal.ReadAsync(task.RunId, 0, 100, CompositionBench.Cancellation)).Single(entry => entry.Kind == JournalEntryKind.Intent);
        var receipt = (await _journal.ReadAsync(task.RunId, 0, 100, CompositionBench.Cancellation)).Single(entry => entry.Kind == JournalEntryKind.Receipt && entry.Key == intent.Key);

        await chief.ForkAsync(task.RunId, receipt.Sequence, fork, null, CompositionBench.Cancellation);
        var result = await chief.ResumeAsync(fork, null, CompositionBench.Cancellation);

        Assert.Equal("told: told: did mail", result.Output);
        Assert.Single(await _journal.ListAsync(new RunQuery { Graph = "clerk" }, CompositionBench.Cancellation));
        Assert.Single(_send.Texts);
    }

    [Fact]
    public async Task Cancel_CallersRun_EndsThatOfTheAgent()
    {
        var chief = CreateChief();
        var task = new AgentTask("Send it.");
        var request = CompositionBench.OnlyRequest(await chief.RunAsync(task, CompositionBench.Cancellation));

        await chief.CancelAsync(task.RunId, "not needed", CompositionBench.Cancellation);

        Assert.Equal(RunStatus.Cancelled, (await _journal.FindAsync(request.RunId, CompositionBench.Cancellation))!.Status);
    }

    [Fact]
    public async Task Tools_AgentsThatAreNamed_AreShownBesideThoseThatSuitTheInput()
    {
        var clerk = new AgentTool(new ScriptedAgent("clerk", "Noted."), TimeSpan.FromMinutes(1), HookPipeline.Empty);
        var other = new AgentTool(new ScriptedAgent("other", "?"), TimeSpan.FromMinutes(1), HookPipeline.Empty);
        var chief = Create(new AgentDefinition { Id = "chief", Agents = ["clerk"], MaxToolsShown = 1 }, [clerk, other, new ActingTool("look"), _send], ScriptedAnswer.Say("Done."));
        var task = new AgentTask("look");

        await chief.RunAsync(task, CompositionBench.Cancellation);

        Assert.Equal(["look", "clerk"], (await chief.ReadStateAsync(task.RunId, null, CompositionBench.Cancellation)).Tools);
        Assert.Equal(["look", "clerk"], chief.SelectTools("look").Select(tool => tool.Definition.Name));
    }

    [Fact]
    public async Task Expire_CallersRun_AnswersWhatTheAgentAsked()
    {
        var outermost = new HandoffAgent("desk", "", [new HandoffMember(CreateChief(TimeSpan.FromHours(1)), [])], 1, _journal, HookPipeline.Empty);
        var task = new AgentTask("Send it.");
        var asked = CompositionBench.OnlyRequest(await outermost.RunAsync(task, CompositionBench.Cancellation)).AskedAt;

        Assert.Equal(0, await outermost.ExpireAsync(task.RunId, asked.AddMinutes(59), CompositionBench.Cancellation));
        Assert.Equal(1, await outermost.ExpireAsync(task.RunId, asked.AddMinutes(60), CompositionBench.Cancellation));
        var result = await outermost.RunAsync(task, CompositionBench.Cancellation);

        Assert.Equal("told: told: Error: the user refused this call", result.Output);
        Assert.Empty(_send.Texts);
    }

    [Fact]
    public async Task Call_BesideOthers_HasAllThatTheBudgetLeaves()
    {
        var clerk = new ScriptedAgent("clerk", "Noted.");
        AIContent[] calls = [ScriptedAnswer.CreateCall("clerk", """{"task":"Note it."}"""), .. Enumerable.Range(1, 3).Select(number => ScriptedAnswer.CreateCall("look", $$"""{"text":"{{number}}"}"""))];
        var chief = Create(
            new AgentDefinition { Id = "chief", Budget = new AgentBudget { MaxIterations = 9 } },
            [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty), new ActingTool("look")],
            ScriptedAnswer.Of(calls),
            ScriptedAnswer.Say("Done."));

        await CompositionBench.AskAsync(chief);

        Assert.Equal(8, Assert.Single(clerk.Tasks).Budget!.MaxIterations);
    }

    [Fact]
    public async Task HandOver_ByTheTool_NextAgentHasTheConversation()
    {
        var desk = Create(
            new AgentDefinition { Id = "desk" }, [new HandoffTool("billing", "Pays back.")], ScriptedAnswer.Call("transfer_to_billing", """{"reason":"Pay back order 7."}""", "That is for billing."));
        var billing = new ScriptedAgent("billing", "Paid back.");
        var helpdesk = new HandoffAgent("helpdesk", "", [new HandoffMember(desk, ["billing"]), new HandoffMember(billing, [])], 3, _journal, HookPipeline.Empty);

        var result = await helpdesk.RunAsync(new AgentTask("I want my money back.") { Scratchpad = "Order 7" }, CompositionBench.Cancellation);

        Assert.Equal("Paid back.", result.Output);
        var next = Assert.Single(billing.Tasks);
        Assert.Equal("Pay back order 7.", next.Input);
        Assert.Equal(["user", "assistant", "tool"], next.History.Select(message => message.Role));
        Assert.Equal("I want my money back.", next.History[0].Content!.ToText());
        Assert.Equal("Order 7", next.Scratchpad);
    }

    // What is answered follows from the conversation: each process has a model of its own that begins anew.
    private GraphAgent CreateChief(TimeSpan? expiry = null)
    {
        var definition = new AgentDefinition { Id = "clerk", Approvals = [new ApprovalRule { Tool = "send", Expiry = expiry }] };
        var clerk = Create(definition, [_send], CallsThenTells("send", """{"text":"mail"}"""));
        return Create(new AgentDefinition { Id = "chief" }, [new AgentTool(clerk, TimeSpan.FromMinutes(1), HookPipeline.Empty)], CallsThenTells("clerk", """{"task":"Send it."}"""));
    }

    private GraphAgent Create(AgentDefinition definition, IReadOnlyList<ITool> tools, params ScriptedAnswer[] answers) =>
        new(definition, new AgentServices { Model = new ScriptedChatClient(answers), Tools = new ToolBox(tools) }, _journal, new AgentGraphs());

    private static ScriptedAnswer Spends(string text) => ScriptedAnswer.Of(new TextContent(text), new UsageContent(new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 1 }));

    private static string Last(IReadOnlyList<ChatMessage> messages) => AgentBench.TextOf(messages[^1]);

    private static ScriptedAnswer CallsThenTells(string tool, string arguments) => ScriptedAnswer.Decide(messages =>
        messages[^1].Role == ChatRole.User ? [ScriptedAnswer.CreateCall(tool, arguments)] : [new TextContent("told: " + Last(messages))]);
}
