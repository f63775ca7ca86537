using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Reasoning.Kinds;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

public sealed class DefinitionTests
{
    private readonly AgentBench _bench = new(ScriptedAnswer.Say("ok")) { Tools = [new ActingTool("note")] };

    private IReadOnlyList<string> Problems(AgentDefinition definition)
    {
        _bench.Definition = definition;
        return Assert.Throws<InvalidAgentException>(() => _bench.Agent()).Problems;
    }

    [Fact]
    public void Create_ManyMistakes_NamesAllAtOnce()
    {
        var problems = Problems(new AgentDefinition
        {
            Id = "Upper Case",
            Version = 0,
            Kind = AgentKinds.Reflection,
            Temperature = 3,
            MaxToolsShown = -1,
            Tools = ["note", "nothing", "category:magic"],
            Budget = new AgentBudget { MaxIterations = 0, MaxTokens = 0, MaxCost = 0, MaxTime = TimeSpan.Zero },
            Approvals = [new ApprovalRule { Matches = "x" }, new ApprovalRule { EscalateTo = "boss", Expiry = TimeSpan.Zero }],
            Settings = new Dictionary<string, string> { ["maxRounds"] = "many", ["reviewPrompt"] = " ", ["rounds"] = "2" },
        });

        Assert.Equal(
            [
                "Id 'Upper Case': use 1 to 64 lower-case letters, digits, '-' and '_'.",
                "Version is 0: set it to at least 1.",
                "MaxToolsShown is -1: set it to at least 0.",
                "Temperature is 3: set it to 0 to 2.",
                "Budget.MaxIterations is 0: set it to at least 1, or to null for no limit.",
                "Budget.MaxTokens is 0: set it to at least 1, or to null for no limit.",
                "Budget.MaxCost is 0: set it above 0, or to null for no limit.",
                "Budget.MaxTime is 00:00:00: set it above 0, or to null for no limit.",
                "Approvals[0] has Matches and no Argument: name the argument that is looked at.",
                "Approvals[1]: give EscalateAfter and EscalateTo together, or neither.",
                "Approvals[1]: Expiry and EscalateAfter are to be above 0.",
                "There is no tool 'nothing'.",
                "There is no category 'magic'; there are communication.",
                "Setting 'rounds' is not known to agents of kind 'reflection': they know maxIdenticalCalls, maxRounds, reviewer, reviewPrompt, revisePrompt.",
                "Setting 'maxRounds' is 'many': give a whole number from 1 to 20.",
                "Setting 'reviewPrompt' is empty: give a text, or leave it out for the default.",
            ],
            problems);
    }

    [Fact]
    public void Create_UnknownKind_NamesTheKnownOnes() => Assert.Equal(
        ["Kind 'magic' is not known: choose one of chain-of-thought, code-act, handoff, plan-and-execute, react, reflection, supervisor, swarm, vote."],
        Problems(new AgentDefinition { Id = "a", Kind = "magic" }));

    [Fact]
    public void Create_CodeActWithoutARunner_SaysWhatIsMissing() =>
        Assert.Equal(["Kind 'code-act' runs code, and nothing here does: give AgentServices.Code."], Problems(new AgentDefinition { Id = "a", Kind = AgentKinds.CodeAct }));

    [Fact]
    public void Agent_WithoutAModel_IsRefusedWithWhatToGive() => Assert.Equal(
        ["AgentServices.Model is null: give a chat client of this process, or a Router's address by a RouterChatClient (libs/Agents.Client)."],
        Assert.Throws<InvalidAgentException>(() => new GraphAgent(new AgentDefinition { Id = "a" }, _bench.Services with { Model = null! }, _bench.Journal, new AgentGraphs())).Problems);

    [Fact]
    public async Task Add_KindOfOnesOwn_InheritsAndReplacesANode()
    {
        var graphs = new AgentGraphs().Add("polite", services => new PoliteGraph(services));
        var agent = new GraphAgent(new AgentDefinition { Id = "a", Kind = "polite" }, _bench.Services, _bench.Journal, graphs);

        var result = await agent.RunAsync(_bench.Task(), AgentBench.Cancellation);

        Assert.Equal("Dear user, ok", result.Output);
    }

    [Fact]
    public void Graph_OfEachKind_CanBeDrawn()
    {
        var graphs = new AgentGraphs();
        var services = _bench.Services with { Code = new ScriptedCode() };

        Assert.All(graphs.Kinds, kind => Assert.StartsWith("flowchart TD\n", graphs.Create(new AgentDefinition { Id = "a", Kind = kind, Agents = kind == AgentKinds.CodeAct ? [] : ["b", "c"] }, services).ToMermaid(), StringComparison.Ordinal));
    }

    private sealed class PoliteGraph(AgentServices services) : ReActGraph(services)
    {
        protected override async ValueTask<AgentState> ThinkAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
        {
            var next = await base.ThinkAsync(context, state, cancellationToken);
            return next with { Output = next.Output is null ? null : "Dear user, " + next.Output };
        }
    }
}
