using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Charts;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Charts;

public sealed class WaterfallTests
{
    [Fact]
    public void Build_EndedRequest_PlacesEachAttempt()
    {
        var request = Read(RequestSamples.FailedOver);

        var waterfall = Waterfall.Build(request, request.CreatedAt.AddDays(1));

        Assert.Equal(TimeSpan.FromMilliseconds(800), waterfall.Length);
        Assert.Equal([200, 400, 600, 800], waterfall.Axis.Select(static time => time.TotalMilliseconds));
        Assert.Equal([(0, null, 0), (1, 226, 250), (250, 375, 1000)], waterfall.Bars.Select(static bar => (bar.Start, bar.FirstByte, bar.End)));
        Assert.Equal([(4, 0), (225, 24), (125, 625)], waterfall.Bars.Select(static bar => (bar.WaitWidth, bar.AnswerWidth)));
    }

    [Fact]
    public void Build_RequestUnderWay_ReachesToNow()
    {
        var request = Read(RequestSamples.UnderWay);

        var waterfall = Waterfall.Build(request, request.CreatedAt.AddSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(2), waterfall.Length);
        Assert.Equal((0, null, 1000, true), waterfall.Bars.Select(static bar => (bar.Start, bar.FirstByte, bar.End, bar.IsUnderWay)).Single());
    }

    [Theory]
    [InlineData(RequestSamples.UnderWay)]
    [InlineData(RequestSamples.FailedOver)]
    [InlineData(RequestSamples.Refused)]
    public void Build_ClockBehind_StaysOnTheAxis(string json)
    {
        var request = Read(json);

        var waterfall = Waterfall.Build(request, request.CreatedAt.AddHours(-1));

        Assert.True(waterfall.Length > TimeSpan.Zero);
        Assert.All(waterfall.Bars, static bar => Assert.InRange(bar.End, bar.Start, Waterfall.Width));
    }

    private static RequestInfo Read(string json) => JsonSerializer.Deserialize(json, RoutingJsonContext.Default.RequestInfo)!;
}
