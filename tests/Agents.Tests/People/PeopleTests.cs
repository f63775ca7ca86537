using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.People;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools.Human;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.People;

/// <summary>Runs that wait for a person: asked by the model, or by a rule.</summary>
public sealed class PeopleTests
{
    private readonly ActingTool _send = new("send", EffectClass.Unsafe);
    private readonly ActingTool _look = new("look");

    private AgentBench Bench(ApprovalRule rule, params ScriptedAnswer[] answers)
    {
        var bench = new AgentBench(answers.Length > 0 ? answers : [ScriptedAnswer.Call("send", """{"text":"mail"}"""), ScriptedAnswer.From(messages => "told: " + AgentBench.TextOf(messages[^1]))])
        {
            Tools = [_send, _look],
        };
        bench.Definition = bench.Definition with { Approvals = [rule] };
        return bench;
    }

    [Theory]
    [InlineData(ApprovalAnswers.Approve, "told: did mail", 1)]
    [InlineData(ApprovalAnswers.Refuse, "told: Error: the user refused this call", 0)]
    public async Task Approval_Answered_CallsOrTellsTheModel(string answer, string output, int calls)
    {
        var bench = Bench(new ApprovalRule { Tool = "send" });

        var waiting = await bench.RunAsync();
        var request = Assert.Single(waiting.Waiting);
        Assert.Equal((RunStatus.Waiting, PersonRequestKind.Approval, "May send be called?"), (waiting.Status, request.Kind, request.Text));
        Assert.Equal(("send", """{"text":"mail"}""", bench.Time.GetUtcNow()), (request.Tool, request.Arguments, request.AskedAt));
        Assert.Equal(["approve", "refuse"], request.Choices);
        Assert.Empty(_send.Texts);
        await bench.Agent().AnswerAsync(bench.RunId, request.Key, answer, AgentBench.Cancellation);
        var result = await bench.ResumeAsync();

        Assert.Equal((output, calls), (result.Output, _send.Texts.Count));
    }

    [Fact]
    public async Task Approval_OfOneOfSeveralCalls_LetsTheOthersGoOnAndMakesEachOnce()
    {
        var bench = Bench(
            new ApprovalRule { Tool = "send" },
            ScriptedAnswer.Of(ScriptedAnswer.CreateCall("send", """{"text":"1"}"""), ScriptedAnswer.CreateCall("look", """{"text":"2"}"""), ScriptedAnswer.CreateCall("send", """{"text":"3"}""")),
            ScriptedAnswer.From(messages => string.Join(", ", messages.Where(message => message.Role == ChatRole.Tool).Select(AgentBench.TextOf))));

        var waiting = await bench.RunAsync();
        Assert.Equal((2, 1), (waiting.Waiting.Count, _look.Texts.Count));
        await bench.Agent().AnswerAsync(bench.RunId, waiting.Waiting[1].Key, ApprovalAnswers.Approve, AgentBench.Cancellation);
        var stillWaiting = await bench.ResumeAsync();
        Assert.Equal((waiting.Waiting[0].Key, 0), (Assert.Single(stillWaiting.Waiting).Key, _send.Texts.Count));
        await bench.Agent().AnswerAsync(bench.RunId, waiting.Waiting[0].Key, ApprovalAnswers.Refuse, AgentBench.Cancellation);
        var result = await bench.ResumeAsync();

        Assert.Equal("Error: the user refused this call, did 2, did 3", result.Output);
        Assert.Equal((1, 1), (_look.Texts.Count, _send.Texts.Count));
        Assert.Equal(3, bench.Events.OfType<ToolResultEvent>().Count());
    }

    [Fact]
    public async Task Rule_ThatRefuses_TellsTheModelWithoutAsking()
    {
        var result = await Bench(new ApprovalRule { Class = EffectClass.Unsafe, Action = ApprovalAction.Refuse }).RunAsync();

        Assert.Equal("told: Error: this call is not allowed", result.Output);
    }

    [Fact]
    public async Task Approval_WaitedForThreeDaysOverTwoDeploys_IsAnsweredOnce()
    {
        var bench = Bench(new ApprovalRule { Tool = "send" });
        var key = Assert.Single((await bench.RunAsync()).Waiting).Key;
        var asked = bench.Time.GetUtcNow();
        bench.Time.Advance(TimeSpan.FromDays(1));
        bench.Definition = bench.Definition with { Version = 2, SystemPrompt = "New.", Approvals = [] };
        Assert.Equal(RunStatus.Waiting, (await bench.ResumeAsync()).Status);
        bench.Time.Advance(TimeSpan.FromDays(2));
        bench.Definition = bench.Definition with { Version = 3, Tools = ["look"] };

        var request = Assert.Single((await bench.Agent().ReadAsync(bench.RunId, AgentBench.Cancellation)).Waiting);
        await bench.Agent().AnswerAsync(bench.RunId, key, ApprovalAnswers.Approve, AgentBench.Cancellation);
        await Assert.ThrowsAsync<ArgumentException>(() => bench.Agent().AnswerAsync(bench.RunId, key, ApprovalAnswers.Approve, AgentBench.Cancellation));
        var result = await bench.ResumeAsync();

        Assert.Equal((key, asked), (request.Key, request.AskedAt));
        Assert.Equal(("told: did mail", 1), (result.Output, _send.Texts.Count));
    }

    [Theory]
    [InlineData(ApprovalAction.Refuse, 1, "told: Error: the user refused this call")]
    [InlineData(ApprovalAction.Allow, 1, "told: did mail")]
    [InlineData(ApprovalAction.Ask, 0, null)]
    public async Task Approval_NobodyAnswersInTime_ComesToWhatTheRuleSays(ApprovalAction expired, int answered, string? output)
    {
        var bench = Bench(new ApprovalRule { Tool = "send", Expiry = TimeSpan.FromHours(1), Expired = expired });
        await bench.RunAsync();
        List<(string?, AnswerOrigin?)> told = [];
        bench.Hooks = new ScriptedHook(context => Note(told, context), HookPoint.ApprovalAnswered).ToPipeline();

        bench.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await bench.Agent().ExpireAsync(bench.RunId, bench.Time.GetUtcNow(), AgentBench.Cancellation));
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(answered, await bench.Agent().ExpireAsync(bench.RunId, bench.Time.GetUtcNow(), AgentBench.Cancellation));
        Assert.Equal(0, await bench.Agent().ExpireAsync(bench.RunId, bench.Time.GetUtcNow(), AgentBench.Cancellation));

        Assert.Equal(output, (await bench.ResumeAsync()).Output);
        Assert.Equal(answered == 0 ? [] : [(ApprovalAnswers.Of(expired), AnswerOrigin.Expiry)], told);
    }

    [Fact]
    public async Task Answer_OfAPerson_IsToldToHooksAsTheirs()
    {
        var bench = Bench(new ApprovalRule { Tool = "send" });
        List<(string?, AnswerOrigin?)> told = [];
        bench.Hooks = new ScriptedHook(context => Note(told, context), HookPoint.ApprovalAnswered).ToPipeline();
        var key = Assert.Single((await bench.RunAsync()).Waiting).Key;

        await bench.Agent().AnswerAsync(bench.RunId, key, ApprovalAnswers.Approve, AgentBench.Cancellation);

        Assert.Equal([(ApprovalAnswers.Approve, AnswerOrigin.Person)], told);
    }

    [Fact]
    public async Task Approval_WithEscalation_SaysWhoIsAskedAndWhen()
    {
        var bench = Bench(new ApprovalRule { Tool = "send", EscalateAfter = TimeSpan.FromHours(2), EscalateTo = "boss", Expiry = TimeSpan.FromDays(1) });

        var request = Assert.Single((await bench.RunAsync()).Waiting);

        Assert.Equal(("boss", request.AskedAt.AddHours(2), request.AskedAt.AddDays(1)), (request.EscalateTo, request.EscalatesAt, request.ExpiresAt));
    }

    [Fact]
    public async Task AskUser_CalledByTheModel_IsAQuestionWhoseAnswerIsItsResult()
    {
        var bench = Bench(new ApprovalRule { Tool = "nothing" }, ScriptedAnswer.Call("ask_user", """{"question":"Which colour?"}"""), ScriptedAnswer.From(messages => "so " + AgentBench.TextOf(messages[^1])));
        bench.Tools = [.. bench.Tools, .. HumanTools.Create()];

        var request = Assert.Single((await bench.RunAsync()).Waiting);
        await bench.Agent().AnswerAsync(bench.RunId, request.Key, "red", AgentBench.Cancellation);
        var result = await bench.ResumeAsync();

        Assert.Equal((PersonRequestKind.Question, "Which colour?"), (request.Kind, request.Text));
        Assert.Empty(request.Choices);
        Assert.Equal("so red", result.Output);
    }

    [Fact]
    public async Task AskUser_WithChoices_TakesOnlyOneOfThem()
    {
        var bench = Bench(
            new ApprovalRule { Tool = "nothing" },
            ScriptedAnswer.Call("ask_user", """{"question":"Which colour?","choices":["red"," dark\nblue ","red",""]}"""),
            ScriptedAnswer.From(messages => "so " + AgentBench.TextOf(messages[^1])));
        bench.Tools = HumanTools.Create();

        var request = Assert.Single((await bench.RunAsync()).Waiting);
        Assert.Equal(["red", "dark blue"], request.Choices);
        await Assert.ThrowsAsync<ArgumentException>(() => bench.Agent().AnswerAsync(bench.RunId, request.Key, "green", AgentBench.Cancellation));
        await bench.Agent().AnswerAsync(bench.RunId, request.Key, "dark blue", AgentBench.Cancellation);

        Assert.Equal("so dark blue", (await bench.ResumeAsync()).Output);
    }

    [Fact]
    public async Task AskUser_WithTooManyChoices_TellsTheModel()
    {
        var choices = string.Join(',', Enumerable.Range(1, 11).Select(number => $"\"{number}\""));
        var bench = Bench(new ApprovalRule { Tool = "nothing" }, ScriptedAnswer.Call("ask_user", $$"""{"question":"Which?","choices":[{{choices}}]}"""), ScriptedAnswer.Say("sorry"));
        bench.Tools = HumanTools.Create();

        Assert.Equal("sorry", (await bench.RunAsync()).Output);
        Assert.Equal("Error: the argument 'choices' has more than 10 texts", bench.Asked[^1]);
    }

    [Fact]
    public async Task Tools_ThatReachAPerson_AreShownWhateverTheInputSaysWhereTheyAreNamed()
    {
        var bench = Bench(new ApprovalRule { Tool = "nothing" }, ScriptedAnswer.Say("ok"));
        bench.Tools = [.. bench.Tools, .. HumanTools.Create()];
        bench.Definition = bench.Definition with { MaxToolsShown = 1, Tools = ["send", "look", "category:human"] };

        await bench.RunAsync("look");

        Assert.Equal(["look", "ask_user", "approve_action"], (await bench.ReadStateAsync()).Tools);
        Assert.Equal(["look", "ask_user"], Shown("*", "ask_user"));
        Assert.Equal(["look"], Shown("*"));

        IEnumerable<string> Shown(params string[] tools) => bench.Agent().With(bench.Definition with { Tools = tools }).SelectTools("look").Select(tool => tool.Definition.Name);
    }

    [Fact]
    public async Task ApproveAction_CalledByTheModel_IsAnApproval()
    {
        var bench = Bench(new ApprovalRule { Tool = "nothing" }, ScriptedAnswer.Call("approve_action", """{"action":"Delete all"}"""), ScriptedAnswer.From(messages => "so " + AgentBench.TextOf(messages[^1])));
        bench.Tools = [.. bench.Tools, .. HumanTools.Create()];

        var request = Assert.Single((await bench.RunAsync()).Waiting);
        await bench.Agent().AnswerAsync(bench.RunId, request.Key, ApprovalAnswers.Refuse, AgentBench.Cancellation);

        Assert.Equal((PersonRequestKind.Approval, "Delete all", "approve_action"), (request.Kind, request.Text, request.Tool));
        Assert.Equal("so refuse", (await bench.ResumeAsync()).Output);
    }

    [Fact]
    public async Task Question_AnsweredByAHook_DoesNotWait()
    {
        var hook = new ScriptedHook(
            context =>
            {
                if (context is not QuestionHookContext { Answer: null } question)
                {
                    return HookResult.Continue;
                }

                question.Answer = question.Tool == "send" ? ApprovalAnswers.Approve : null;
                return HookResult.Replace;
            },
            HookPoint.ApprovalAsked,
            HookPoint.RunPaused);
        var bench = Bench(new ApprovalRule { Tool = "send" });
        bench.Hooks = hook.ToPipeline();

        Assert.Equal("told: did mail", (await bench.RunAsync()).Output);
        Assert.Equal([HookPoint.ApprovalAsked], hook.Seen);
    }

    [Fact]
    public async Task Cancel_OfAWaitingRun_EndsIt()
    {
        var bench = Bench(new ApprovalRule { Tool = "send" });
        await bench.RunAsync();

        Assert.True(await bench.Agent().CancelAsync(bench.RunId, "No longer needed.", AgentBench.Cancellation));
        Assert.False(await bench.Agent().CancelAsync(bench.RunId, "Again.", AgentBench.Cancellation));

        var result = await bench.ResumeAsync();
        Assert.Equal((RunStatus.Cancelled, "No longer needed."), (result.Status, result.Error));
    }

    private static HookResult Note(List<(string?, AnswerOrigin?)> told, HookContext context)
    {
        var question = (QuestionHookContext)context;
        told.Add((question.Answer, question.AnsweredBy));
        return HookResult.Continue;
    }
}
