using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Requests;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Requests;

public sealed class RequestFactsTests
{
    private static readonly IReadOnlyList<RequestInfo> s_all = JsonSerializer.Deserialize(RequestSamples.All, RoutingJsonContext.Default.RequestList)!.Data;

    [Theory]
    [InlineData(RequestSamples.FailedOver, "local", 2, 1200, 64)]
    [InlineData(RequestSamples.Raced, "team", 2, 19, 5)]
    [InlineData(RequestSamples.UnderWay, null, 1, null, null)]
    [InlineData(RequestSamples.Refused, null, 0, null, null)]
    public void Facts_Request_FollowFromItsAttempts(string json, string? provider, int attempts, int? prompt, int? completion)
    {
        var request = JsonSerializer.Deserialize(json, RoutingJsonContext.Default.RequestInfo)!;

        Assert.Equal(provider, RequestFacts.ServedBy(request)?.Provider);
        Assert.Equal(attempts, RequestFacts.AttemptCount(request));
        Assert.Equal((prompt, completion), RequestFacts.Tokens(request));
    }

    [Fact]
    public void ServedBy_AllLost_IsNobody()
    {
        var raced = JsonSerializer.Deserialize(RequestSamples.Raced, RoutingJsonContext.Default.RequestInfo)!;
        var lost = raced with { Attempts = [.. raced.Attempts.Select(static attempt => attempt with { Served = false })] };

        Assert.Null(RequestFacts.ServedBy(lost));
    }

    [Theory]
    [InlineData("", "", 4)]
    [InlineData(RequestFilter.UnderWay, "", 1)]
    [InlineData(RequestFilter.NotCompleted, "", 1)]
    [InlineData("completed", "", 2)]
    [InlineData("failed", "", 0)]
    [InlineData("", "RACE", 1)]
    [InlineData("", "team/", 2)]
    [InlineData("completed", "gpt", 1)]
    [InlineData("", "nothing", 0)]
    public void Matches_Filter_LeavesThoseMeant(string outcome, string model, int count)
        => Assert.Equal(count, s_all.Count(new RequestFilter(outcome, model).Matches));
}
