using Switchyard.Agents.Definitions;

namespace Switchyard.Agents.Tests.Definitions;

public sealed class AgentBudgetTests
{
    private static readonly AgentBudget s_agent = new() { MaxIterations = 5, MaxTokens = null, MaxCost = 2, MaxTime = TimeSpan.FromMinutes(3) };

    [Fact]
    public void Within_OtherBudget_TakesTheSmallerOfEach()
    {
        var other = new AgentBudget { MaxIterations = 9, MaxTokens = 100, MaxCost = null, MaxTime = TimeSpan.FromMinutes(1) };

        Assert.Equal(new AgentBudget { MaxIterations = 5, MaxTokens = 100, MaxCost = 2, MaxTime = TimeSpan.FromMinutes(1) }, s_agent.Within(other));
        Assert.Equal(s_agent.Within(other), other.Within(s_agent));
    }

    [Fact]
    public void Within_NoBudget_IsTheSame() => Assert.Same(s_agent, s_agent.Within(null));
}
