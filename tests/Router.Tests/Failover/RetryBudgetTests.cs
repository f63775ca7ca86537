using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class RetryBudgetTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(10, 3)]
    [InlineData(15, 3)]
    [InlineData(20, 4)]
    [InlineData(100, 20)]
    public void TryBeginRetry_ActiveRequests_BoundTheRetries(int active, int allowed)
    {
        var budget = new RetryBudget(new RetryOptions());
        for (var i = 0; i < active; i++)
        {
            budget.Begin();
        }

        var begun = Enumerable.Range(0, 50).Count(_ => budget.TryBeginRetry());
        budget.EndRetry();

        Assert.Equal(allowed, begun);
        Assert.True(budget.TryBeginRetry());
        Assert.False(budget.TryBeginRetry());
    }

    [Fact]
    public void End_OfRequests_TakesTheirShareAway()
    {
        var budget = new RetryBudget(new RetryOptions { BudgetFloor = 0, Budget = 0.5 });
        budget.Begin();
        budget.Begin();
        Assert.True(budget.TryBeginRetry());
        budget.EndRetry();

        budget.End();

        Assert.False(budget.TryBeginRetry());
    }
}
