using System.Text.Json;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.People;
using Switchyard.Agents.Tests.Reasoning;

namespace Switchyard.Agents.Tests.People;

public sealed class ApprovalPolicyTests
{
    private static ApprovalAction Find(string arguments, params ApprovalRule[] rules) =>
        new ApprovalPolicy(rules).Find(new ActingTool("send_mail", EffectClass.Unsafe).Definition, JsonDocument.Parse(arguments).RootElement).Action;

    [Fact]
    public void Find_NoRule_IsAllowed() => Assert.Equal(ApprovalAction.Allow, Find("{}"));

    [Fact]
    public void Find_FirstRuleThatMatches_Holds() => Assert.Equal(
        ApprovalAction.Refuse,
        Find("{}", new ApprovalRule { Tool = "read_*" }, new ApprovalRule { Tool = "send_*", Action = ApprovalAction.Refuse }, new ApprovalRule()));

    [Theory]
    [InlineData("send_mail", true)]
    [InlineData("send_*", true)]
    [InlineData("*mail", true)]
    [InlineData("*", true)]
    [InlineData("s*nd*l", true)]
    [InlineData("send_mail*mail", false)]
    [InlineData("*mail*send*", false)]
    [InlineData("send_mai?", false)]
    [InlineData("send", false)]
    public void Find_ToolsName_MayHaveStars(string tool, bool matches) => Assert.Equal(matches ? ApprovalAction.Ask : ApprovalAction.Allow, Find("{}", new ApprovalRule { Tool = tool }));

    [Theory]
    [InlineData(EffectClass.Unsafe, true)]
    [InlineData(EffectClass.Pure, false)]
    public void Find_Class_IsThatOfTheTool(EffectClass effectClass, bool matches) =>
        Assert.Equal(matches ? ApprovalAction.Ask : ApprovalAction.Allow, Find("{}", new ApprovalRule { Class = effectClass }));

    [Theory]
    [InlineData("""{"to":"eve@example.org"}""", "*@example.org", true)]
    [InlineData("""{"to":"eve@example.com"}""", "*@example.org", false)]
    [InlineData("""{"to":12}""", "12", true)]
    [InlineData("""{"to":null}""", "", true)]
    [InlineData("{}", "", true)]
    [InlineData("{}", "?*", false)]
    [InlineData("""{"to":"a\\b"}""", "a\\*", true)]
    public void Find_Argument_IsLikeThePattern(string arguments, string pattern, bool matches) =>
        Assert.Equal(matches ? ApprovalAction.Ask : ApprovalAction.Allow, Find(arguments, new ApprovalRule { Argument = "to", Matches = pattern }));

    [Fact]
    public void Find_RuleWithSeveralConditions_NeedsAll() =>
        Assert.Equal(ApprovalAction.Allow, Find("""{"to":"x"}""", new ApprovalRule { Tool = "send_mail", Class = EffectClass.Pure, Argument = "to", Matches = "x" }));
}
