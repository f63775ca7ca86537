using Switchyard.Router.Forwarding.Events;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

/// <summary>What is held back until a stream proves to be an answer.</summary>
public sealed class EventStreamOpeningTests
{
    private const string Content = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}\n\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"Slow down.\",\"type\":\"rate_limit_error\"}}\n\n", "Slow down.", 429)]
    [InlineData("data: {\"error\":{\"message\":\"Too long.\",\"type\":\"invalid_request_error\"}}\n\n", "Too long.", 400)]
    [InlineData("data: {\"error\":{\"message\":\"secret\",\"code\":\"oom\"}}\n\n", "reported an error in place of its answer", null)]
    [InlineData("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", "broke off before its answer began", null)]
    [InlineData("", "sent an empty answer", null)]
    public async Task Open_NoContent_SaysWhatIsWrong(string text, string expected, int? status)
    {
        await using var stream = EventStreams.Open(new PieceStream(PieceStream.Split(text, 7)));

        var error = await stream.OpenAsync(Token);

        Assert.Equal((expected, status), (error?.Message, (int?)error?.StatusCode));
    }

    [Theory]
    [InlineData("{\"content\":\"x\"}")]
    [InlineData("{\"role\":\"assistant\",\"reasoning_content\":\"x\"}")]
    [InlineData("{\"tool_calls\":[{\"index\":0}]}")]
    public async Task Open_AnyPieceOfAnAnswer_IsEnough(string delta)
    {
        await using var stream = EventStreams.Open(new PieceStream([$"data: {{\"choices\":[{{\"delta\":{delta}}}]}}\n\n", null]));

        Assert.Null(await stream.OpenAsync(Token));
    }

    [Fact]
    public async Task Open_SilentUpstream_IsLeftAfterTheTimeForTheFirstToken()
    {
        await using var stream = EventStreams.Open(new SilentStream(), times: EventStreams.Patient with { FirstToken = TimeSpan.FromMilliseconds(1) });

        Assert.Equal("did not begin its answer in time", (await stream.OpenAsync(Token))?.Message);
    }

    [Fact]
    public async Task Open_SlowUpstream_IsKeptAfterTheTimeOfHoldingBack()
    {
        await using var stream = EventStreams.Open(new SilentStream(), times: EventStreams.Patient with { HoldBack = TimeSpan.FromMilliseconds(1) });

        Assert.Null(await stream.OpenAsync(Token));
    }

    [Fact]
    public async Task Open_DripsAfterTheFirstPiece_FailsOnlyWhereItIsGuarded()
    {
        var guarded = EventStreams.Patient with { Guard = new ThroughputGuard(20, TimeSpan.FromMilliseconds(50)) };
        await using var dripping = EventStreams.Open(new PieceStream([Content]) { IsSilentAfter = true }, times: guarded);
        await using var unguarded = EventStreams.Open(new PieceStream([Content]) { IsSilentAfter = true });
        await using var flowing = EventStreams.Open(new PieceStream([Content, Content]) { IsSilentAfter = true }, times: guarded);
        await using var ended = EventStreams.Open(new PieceStream([Content + "data: [DONE]\n\n"]) { IsSilentAfter = true }, times: guarded);

        Assert.Equal("answered too slowly to be of use", (await dripping.OpenAsync(Token))?.Message);
        Assert.Null(await unguarded.OpenAsync(Token));
        Assert.Null(await flowing.OpenAsync(Token));
        Assert.Null(await ended.OpenAsync(Token));
    }

    [Fact]
    public async Task Open_BreaksOffWhileItIsProbed_CanStillBeReplaced()
    {
        await using var stream = EventStreams.Open(new PieceStream([Content, null]), times: EventStreams.Patient with { Guard = new ThroughputGuard(20, TimeSpan.FromMinutes(1)) });

        Assert.Equal("broke off at the beginning of its answer", (await stream.OpenAsync(Token))?.Message);
    }
}
