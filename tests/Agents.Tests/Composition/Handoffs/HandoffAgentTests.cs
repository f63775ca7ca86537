using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Tests.Composition.Handoffs;

public sealed class HandoffAgentTests
{
    private readonly ScriptedAgent _desk = new("desk", _ => ScriptedAgent.HandOver("billing", "Pay back order 7."));
    private readonly ScriptedAgent _billing = new("billing", "Paid back.");

    [Fact]
    public async Task Handoff_ToAnother_ThatOneAnswers()
    {
        var result = await CompositionBench.AskAsync(Create(3, new HandoffMember(_desk, ["billing"]), new HandoffMember(_billing, [])), "I want my money back.");

        Assert.Equal("Paid back.", result.Output);
        Assert.Equal(2, result.Usage.ModelCalls);
        Assert.Equal(TimeSpan.FromSeconds(2), result.Latency);
    }

    [Fact]
    public async Task Handoff_NothingAdded_CarriesConversationAndReason()
    {
        var agent = Create(3, new HandoffMember(_desk, ["billing"]), new HandoffMember(_billing, []));

        await agent.RunAsync(new AgentTask("I want my money back.") { History = [Says("user", "Hello"), Says("assistant", "Hi")], Scratchpad = "Order 7" }, CompositionBench.Cancellation);

        var next = Assert.Single(_billing.Tasks);
        Assert.Equal("Pay back order 7.", next.Input);
        Assert.Equal([("user", "Hello"), ("assistant", "Hi"), ("user", "I want my money back.")], next.History.Select(Read));
        Assert.Equal("Order 7", next.Scratchpad);
        Assert.Equal(["helpdesk"], next.CallPath);
    }

    [Fact]
    public async Task Handoff_WithStateOfItsOwn_CarriesThat()
    {
        var desk = new ScriptedAgent("desk", _ => ScriptedAgent.Say("") with
        {
            Output = null,
            Handoff = new AgentHandoff("billing", "") { History = [Says("user", "I want my money back."), Says("assistant", "Looked it up.")], Scratchpad = "Order 8" },
        });

        await CompositionBench.AskAsync(Create(3, new HandoffMember(desk, ["billing"]), new HandoffMember(_billing, [])), "I want my money back.");

        var next = Assert.Single(_billing.Tasks);
        Assert.Equal("I want my money back.", next.Input);
        Assert.Equal(["I want my money back.", "Looked it up."], next.History.Select(message => Read(message).Text));
        Assert.Equal("Order 8", next.Scratchpad);
    }

    [Fact]
    public async Task Handoff_ToOneThatIsNotAllowed_IsAnError()
    {
        var other = new ScriptedAgent("other", "?");

        var result = await CompositionBench.AskAsync(Create(3, new HandoffMember(_desk, ["other"]), new HandoffMember(other, ["billing"]), new HandoffMember(_billing, [])));

        Assert.Equal("'desk' wanted to hand over to 'billing', which it may not; it may to: other.", result.Error);
        Assert.Empty(_billing.Tasks);
    }

    [Fact]
    public async Task Handoff_RoundInCircles_EndsAtTheLimit()
    {
        var billing = new ScriptedAgent("billing", _ => ScriptedAgent.HandOver("desk", "Not mine."));

        var result = await CompositionBench.AskAsync(Create(3, new HandoffMember(_desk, ["billing"]), new HandoffMember(billing, ["desk"])));

        Assert.Equal("The agents handed over 3 times without an answer.", result.Error);
        Assert.Equal((2, 2), (_desk.Runs, billing.Runs));
    }

    [Fact]
    public async Task Handoff_BudgetUsedUp_IsNotGoneOnWith()
    {
        var agent = Create(3, new HandoffMember(_desk, ["billing"]), new HandoffMember(_billing, []));

        var result = await agent.RunAsync(new AgentTask("?") { Budget = new AgentBudget { MaxTokens = 12 } }, CompositionBench.Cancellation);

        Assert.Equal("The budget of 12 tokens is used up.", result.Error);
        Assert.Empty(_billing.Tasks);
    }

    [Fact]
    public void Create_WithUnknownTarget_IsRefused()
    {
        Assert.Throws<InvalidGraphException>(() => Create(3, new HandoffMember(_desk, ["nobody"])));
        Assert.Throws<ArgumentException>(() => Create(3));
    }

    [Fact]
    public void ToMermaid_Members_AreDrawnWithTheirWays() =>
        Assert.Contains("billing", Create(3, new HandoffMember(_desk, ["billing"]), new HandoffMember(_billing, [])).ToMermaid(), StringComparison.Ordinal);

    [Fact]
    public async Task Handoff_Hook_SeesAndChangesIt()
    {
        List<string> seen = [];
        var hook = new ScriptedHook(
            context =>
            {
                var call = (AgentCallHookContext)context;
                seen.Add($"{call.Agent} {call.Target} {call.User} {call.Input}");
                call.Input = "Pay back order 8.";
                return HookResult.Modified;
            },
            HookPoint.HandoffStarting);

        var result = await CompositionBench.AskAsync(CreateHelpdesk(hook));

        Assert.Equal("Paid back.", result.Output);
        Assert.Equal(["desk billing local Pay back order 7."], seen);
        Assert.Equal("Pay back order 8.", Assert.Single(_billing.Tasks).Input);
    }

    [Fact]
    public async Task Handoff_HookRefuses_IsAnErrorAndAsksNobody()
    {
        var result = await CompositionBench.AskAsync(CreateHelpdesk(new ScriptedHook(_ => HookResult.Veto("closed"), HookPoint.HandoffStarting)));

        Assert.Equal("The handoff from 'desk' to 'billing' was refused: closed (scripted)", result.Error);
        Assert.Empty(_billing.Tasks);
    }

    private static HandoffAgent Create(int maxHandoffs, params HandoffMember[] members) => new("helpdesk", "Helps.", members, maxHandoffs, CompositionBench.NewJournal(), HookPipeline.Empty);

    private HandoffAgent CreateHelpdesk(ScriptedHook hook) =>
        new("helpdesk", "Helps.", [new HandoffMember(_desk, ["billing"]), new HandoffMember(_billing, [])], 3, CompositionBench.NewJournal(), hook.ToPipeline());

    private static ChatMessage Says(string role, string text) => new() { Role = role, Content = text };

    private static (string? Role, string Text) Read(ChatMessage message) => (message.Role, message.Content!.ToText());
}
