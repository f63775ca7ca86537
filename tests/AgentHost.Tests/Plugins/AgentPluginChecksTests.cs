using Switchyard.AgentHost.Plugins;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Reasoning.Kinds;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Contracts.Agents;
using Switchyard.Plugins;

namespace Switchyard.AgentHost.Tests.Plugins;

public sealed class AgentPluginChecksTests
{
    private static readonly AgentPlugin s_nothing = new([], [], new Dictionary<string, Func<AgentServices, AgentGraphBuilder>>(), []);

    [Theory]
    [InlineData(null, "which has an agent with the id ''")]
    [InlineData("Big Id", "which has an agent with the id 'Big Id'")]
    [InlineData("assistant", "'assistant': that one is known already; choose another.")]
    public void Check_AgentsId_IsSaid(string? id, string problem) => AssertProblem(s_nothing with { Agents = [new AgentDocument { Id = id }] }, problem);

    [Fact]
    public void Check_KindOfTheHost_IsSaid() => AssertProblem(
        s_nothing with { Kinds = new Dictionary<string, Func<AgentServices, AgentGraphBuilder>> { ["react"] = static services => new ReActGraph(services) } },
        "which has a kind of agents with the name 'react': that one is known already");

    [Fact]
    public void Check_ToolTwice_IsSaid() => AssertProblem(s_nothing with { Tools = [new CalculatorTool(), new CalculatorTool()] }, "which has a tool with the name 'calculator': that one is known already");

    [Fact]
    public void Check_ToolOfAnotherPlugin_IsSaid()
    {
        var plugin = s_nothing with { Tools = [new CalculatorTool()] };

        Assert.Contains("'calculator': that one is known already", Assert.Throws<PluginException>(() => AgentPluginChecks.Check(plugin, [plugin])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_HookWithoutPoints_IsSaid() => AssertProblem(s_nothing with { Hooks = [new IdleHook()] }, "which has a hook without name or points");

    [Fact]
    public void Check_SeveralProblems_SaysAll()
    {
        ITool tool = new CalculatorTool();

        var problems = Assert.Throws<PluginException>(() => AgentPluginChecks.Check(s_nothing with { Tools = [tool, tool], Hooks = [new IdleHook()] }, [])).Problems;

        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Check_NothingWrong_Passes() => AgentPluginChecks.Check(s_nothing with { Agents = [new AgentDocument { Id = "post-office" }], Tools = [new CalculatorTool()] }, [s_nothing]);

    private static void AssertProblem(AgentPlugin plugin, string problem) =>
        Assert.Contains(problem, Assert.Throws<PluginException>(() => AgentPluginChecks.Check(plugin, [])).Message, StringComparison.Ordinal);

    private sealed class IdleHook : IHook
    {
        public string Name => "idle";

        public int Priority => 0;

        public IReadOnlyList<HookPoint> Points => [];

        public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken) => new(HookResult.Continue);
    }
}
