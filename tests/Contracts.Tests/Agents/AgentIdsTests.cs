using Switchyard.Contracts.Agents;

namespace Switchyard.Contracts.Tests.Agents;

public sealed class AgentIdsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("clerk_2-b", true)]
    [InlineData("", false)]
    [InlineData("Clerk", false)]
    [InlineData("cl erk", false)]
    [InlineData("clerk\n", false)]
    [InlineData("clérk", false)]
    public void IsValid_Id_FollowsTheRule(string id, bool isValid) => Assert.Equal(isValid, AgentIds.IsValid(id));

    [Fact]
    public void IsValid_Length_IsBounded()
    {
        Assert.True(AgentIds.IsValid(new string('a', AgentIds.MaxLength)));
        Assert.False(AgentIds.IsValid(new string('a', AgentIds.MaxLength + 1)));
    }
}
