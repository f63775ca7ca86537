using Switchyard.Router.Balancing;
using Switchyard.Router.Forwarding.Events;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class TokenEstimateTests
{
    private readonly TokenEstimate _estimate = new();

    [Fact]
    public void PromptTokens_NothingLearned_IsAQuarterOfTheBytes()
    {
        Assert.Equal((1, 1, 250, 128), (_estimate.PromptTokens(0), _estimate.PromptTokens(4), _estimate.PromptTokens(1000), _estimate.AnswerTokens));
        Assert.Equal(500_000, _estimate.PromptTokens(2_000_000));
    }

    [Fact]
    public void Learn_ReportedUsage_IsApproached()
    {
        for (var i = 0; i < 200; i++)
        {
            _estimate.Learn(1000, new AnswerUsage(500, 20, 0));
        }

        Assert.InRange(_estimate.PromptTokens(1000), 498, 500);
        Assert.InRange(_estimate.AnswerTokens, 20, 21);
    }

    [Fact]
    public void Learn_RequestWithAnImage_SaysNothingOfText()
    {
        for (var i = 0; i < 200; i++)
        {
            _estimate.Learn(1_000_000, new AnswerUsage(1000, 128, 0));
        }

        Assert.Equal(250, _estimate.PromptTokens(1000));
    }
}
