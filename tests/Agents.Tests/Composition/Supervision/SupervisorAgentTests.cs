using Switchyard.Agents.Composition.Supervision;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Tests.Composition.Supervision;

public sealed class SupervisorAgentTests
{
    private readonly ScriptedAgent _math = new("math", task => ScriptedAgent.Say(task.Input == "6*7" ? "42" : "?"));
    private readonly ScriptedAgent _poetry = new("poetry", "Roses are red.");

    [Fact]
    public async Task Supervise_TwoParts_AreDoneSideBySideAndReported()
    {
        var supervisor = Supervisor(
            """{"delegate":[{"to":"math","task":"6*7"},{"to":"poetry","task":"a rhyme"}]}""",
            """Here you are: {"answer":"42, and roses are red."}""");

        var result = await AskAsync(supervisor);

        Assert.Equal("42, and roses are red.", result.Output);
        Assert.Equal(4, result.Usage.ModelCalls);
        Assert.Equal(TimeSpan.FromSeconds(3), result.Latency);
        Assert.Contains("- math: Is math.", supervisor.Tasks.First().Input, StringComparison.Ordinal);
        Assert.Contains("[math was asked: 6*7]\n42\n\n[poetry was asked: a rhyme]\nRoses are red.", supervisor.Tasks.Last().Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervise_PlainText_IsTheAnswer() => Assert.Equal("It is 42.", (await AskAsync(Supervisor("It is 42."))).Output);

    [Theory]
    [InlineData("""{"delegate":[{"to":"magic","task":"x"}]}""", "There is no specialist 'magic'.")]
    [InlineData("""{"delegate":[{"to":"math"}]}""", "The work for 'math' does not say what to do.")]
    [InlineData("""{"answer":}""", "That was not the JSON that was asked for")]
    [InlineData("""{"thought":"hm"}""", "That had neither work to delegate nor an answer.")]
    public async Task Supervise_WrongDecision_IsToldAndMadeAgain(string decision, string mistake)
    {
        var supervisor = Supervisor(decision, """{"answer":"42"}""");

        var result = await AskAsync(supervisor);

        Assert.Equal("42", result.Output);
        Assert.Contains(mistake, supervisor.Tasks.Last().Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervise_SpecialistFails_SupervisorDecides()
    {
        var broken = new ScriptedAgent("math", _ => throw new InvalidOperationException("no numbers"));
        var supervisor = Supervisor("""{"delegate":[{"to":"math","task":"6*7"},{"to":"poetry","task":"a rhyme"}]}""", """{"answer":"Only a rhyme."}""");

        var result = await CompositionBench.AskAsync(new SupervisorAgent("lead", "", supervisor, [broken, _poetry], 5, CompositionBench.NewJournal(), HookPipeline.Empty));

        Assert.Equal("Only a rhyme.", result.Output);
        Assert.Contains("'math' did not answer: no numbers", supervisor.Tasks.Last().Input, StringComparison.Ordinal);
        Assert.Contains("Roses are red.", supervisor.Tasks.Last().Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervise_SupervisorFails_IsAnError() =>
        Assert.Equal("'boss' did not answer: away", (await AskAsync(new ScriptedAgent("boss", _ => ScriptedAgent.Fail("away")))).Error);

    [Fact]
    public async Task Supervise_WithoutEnd_EndsAtTheRounds()
    {
        var result = await AskAsync(Supervisor("""{"delegate":[{"to":"math","task":"6*7"}]}"""));

        Assert.Equal("The supervisor did not come to an answer within 5 rounds.", result.Error);
        Assert.Equal(5, _math.Runs);
    }

    [Fact]
    public async Task Supervise_BudgetUsedUp_IsNotGoneOnWith()
    {
        var agent = new SupervisorAgent("lead", "", Supervisor("""{"delegate":[{"to":"math","task":"6*7"}]}"""), [_math], 5, CompositionBench.NewJournal(), HookPipeline.Empty);

        var result = await agent.RunAsync(new AgentTask("?") { Budget = new AgentBudget { MaxCost = 0.7m } }, CompositionBench.Cancellation);

        Assert.Equal("The budget of $0.7 is used up.", result.Error);
        Assert.Equal(0.2m, Assert.Single(_math.Tasks).Budget!.MaxCost);
    }

    [Fact]
    public void Create_WithoutSpecialists_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new SupervisorAgent("lead", "", Supervisor("x"), [], 5, CompositionBench.NewJournal(), HookPipeline.Empty));

    private static ScriptedAgent Supervisor(params string[] answers)
    {
        var asked = 0;
        return new ScriptedAgent("boss", _ => ScriptedAgent.Say(answers[Math.Min(asked++, answers.Length - 1)]));
    }

    private Task<AgentResult> AskAsync(ScriptedAgent supervisor) =>
        CompositionBench.AskAsync(new SupervisorAgent("lead", "", supervisor, [_math, _poetry], 5, CompositionBench.NewJournal(), HookPipeline.Empty));
}
