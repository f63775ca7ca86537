using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;
using Switchyard.Agents.Hooks.BuiltIn.Auditing;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;
using Switchyard.Events;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class ObservingHookTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_OfARun_SaysWhoDidWhatWithoutItsContent()
    {
        List<AuditRecord> records = [];
        var pipeline = Create(new AuditHook(
            (record, _) =>
            {
                records.Add(record);
                return ValueTask.CompletedTask;
            },
            _time));

        await pipeline.RunAsync(HookContexts.Tool(HookPoint.ToolCalled, ToolResult.Success("sent")), Token);
        await pipeline.RunAsync(Approval("yes"), Token);
        await pipeline.RunAsync(Approval("only if it is cheap"), Token);
        await pipeline.RunAsync(HookContexts.Error(HookPoint.Failed), Token);

        Assert.Equal(
            [
                (HookPoint.ToolCalled, "send_mail", "ok", "b9bb5a06"),
                (HookPoint.ApprovalAnswered, "send_mail", "yes", "5f88f8bb"),
                (HookPoint.ApprovalAnswered, "send_mail", "ok", "5f88f8bb"),
                (HookPoint.Failed, "model", "failed", "127170f4"),
            ],
            records.Select(record => (record.Point, record.Subject, record.Outcome, record.Digest[..8])));
        Assert.All(records, record => Assert.Equal((_time.GetUtcNow(), HookContexts.RunId, "assistant"), (record.At, record.RunId, record.Agent)));
    }

    public static TheoryData<HookContext, string, string> Audited => new()
    {
        { new MemoryHookContext(HookPoint.MemoryWriting) { RunId = HookContexts.RunId, Agent = "assistant", Key = "home", Value = "secret" }, "home", "" },
        { new AgentCallHookContext(HookPoint.SubagentStarting) { RunId = HookContexts.RunId, Agent = "assistant", Target = "writer", Input = "secret" }, "writer", "" },
        { new BudgetHookContext(HookPoint.BudgetExceeded) { RunId = HookContexts.RunId, Agent = "assistant", Limit = "MaxTokens", Usage = new AgentUsage() }, "MaxTokens", "failed" },
        { HookContexts.Run(HookPoint.RunStarting), "", "" },
    };

    [Theory]
    [MemberData(nameof(Audited))]
    public async Task Audit_OfAPoint_NamesItsSubject(HookContext context, string subject, string outcome)
    {
        AuditRecord? kept = null;
        var hook = new AuditHook(
            (record, _) =>
            {
                kept = record;
                return ValueTask.CompletedTask;
            },
            _time);

        await Create(hook).RunAsync(context, Token);

        Assert.Equal((subject, outcome), (kept?.Subject, kept?.Outcome));
        Assert.DoesNotContain("secret", kept?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TraceBuffer_MoreThanItHolds_KeepsTheLast()
    {
        var hook = new TraceBufferHook(2, _time);
        var pipeline = Create(hook);

        await pipeline.RunAsync(HookContexts.Step(HookPoint.StepStarting), Token);
        await pipeline.RunAsync(HookContexts.Step(HookPoint.StepEnded), Token);
        await pipeline.RunAsync(HookContexts.Step(HookPoint.Checkpointed), Token);

        Assert.Equal([HookPoint.StepEnded, HookPoint.Checkpointed], hook.Read().Select(traced => traced.Point));
    }

    [Fact]
    public async Task Events_OfAPoint_GoToTheBus()
    {
        await using var bus = new InProcessEventBus(new EventBusOptions(), _time);
        await using var subscription = bus.Subscribe("runs.*.StepEnded", new SubscriptionOptions());

        await Create(new EventHook(bus, [HookPoint.StepEnded])).RunAsync(HookContexts.Step(HookPoint.StepEnded), Token);

        var told = await subscription.ReadAsync(Token).FirstAsync(Token);
        Assert.Equal($"runs.{HookContexts.RunId:N}.StepEnded", told.Topic);
        Assert.Equal("""{"agent":"assistant","user":"local","step":1,"node":null}""", told.Data.GetRawText());
    }

    [Fact]
    public async Task Recovery_OfAFailure_IsTheAnswer()
    {
        var pipeline = Create(new RecoveryHook((error, _) => new(error.Operation == "model" ? "I cannot think just now." : null)));
        var error = HookContexts.Error(HookPoint.Failed);

        Assert.True((await pipeline.RunAsync(error, Token)).IsReplaced);
        Assert.Equal("I cannot think just now.", error.Answer);
    }

    private static HookPipeline Create(IHook hook) => new([hook], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);

    private static QuestionHookContext Approval(string answer) => new(HookPoint.ApprovalAnswered)
    {
        RunId = HookContexts.RunId,
        Agent = "assistant",
        Key = "k",
        Text = "Send it?",
        Choices = ["yes", "no"],
        Tool = "send_mail",
        Answer = answer,
    };
}
