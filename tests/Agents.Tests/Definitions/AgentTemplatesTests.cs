using System.Text.RegularExpressions;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Definitions;

public sealed partial class AgentTemplatesTests
{
    private static readonly string[] s_kinds = [AgentKinds.ReAct, AgentKinds.ChainOfThought, AgentKinds.PlanAndExecute, AgentKinds.Reflection, AgentKinds.CodeAct];

    private static readonly string[] s_categories =
    [
        ToolCategories.Math, ToolCategories.Text, ToolCategories.Data, ToolCategories.Files, ToolCategories.Web, ToolCategories.Time, ToolCategories.Memory,
        ToolCategories.System, ToolCategories.Code, ToolCategories.Communication, ToolCategories.Human, ToolCategories.Media, ToolCategories.Agents,
    ];

    public static TheoryData<string> Ids => [.. AgentTemplates.All.Select(template => template.Id)];

    [Fact]
    public void All_Templates_AreTheSix() => Assert.Equal(["chat", "research", "code", "data", "planner", "orchestrator"], AgentTemplates.All.Select(template => template.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Template_Definition_IsValid(string id)
    {
        var template = AgentTemplates.All.Single(candidate => candidate.Id == id);

        Assert.Matches(Id(), template.Id);
        Assert.Contains(template.Kind, s_kinds);
        Assert.NotEmpty(template.Description);
        Assert.NotEmpty(template.SystemPrompt);
        Assert.NotEmpty(template.Tools);
        Assert.All(template.Tools, tool => Assert.Contains(tool["category:".Length..], s_categories));
        Assert.InRange(template.Budget.MaxIterations!.Value, 1, 100);
        Assert.InRange(template.Budget.MaxTime!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public void Orchestrator_Agents_AreTheOtherTemplates() => Assert.Equal(AgentTemplates.All.Select(template => template.Id).Except(["orchestrator"]), AgentTemplates.Orchestrator.Agents);

    [GeneratedRegex("^[a-z0-9_-]{1,64}$")]
    private static partial Regex Id();
}
