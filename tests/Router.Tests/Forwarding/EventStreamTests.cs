using System.Text;
using Switchyard.Router.Forwarding.Events;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

public sealed class EventStreamTests
{
    private const string Content = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}\n\n";
    private const string Whole = "data: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Read_AnySplitOfAWholeStream_IsUnchanged(int pieceLength)
    {
        var outcome = new StreamOutcome();

        Assert.Equal(Whole, await ReadAsync(PieceStream.Split(Whole, pieceLength), outcome));
        Assert.False(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_CarriageReturns_EndEventsToo()
    {
        const string Text = "data: {\"a\":1}\r\n\r\ndata: [DONE]\r\n\r\n";

        Assert.Equal(Text, await ReadAsync(PieceStream.Split(Text, 3), new StreamOutcome()));
    }

    [Fact]
    public async Task Read_DoneWithoutEmptyLine_IsPassedOn() =>
        Assert.Equal("data: {\"a\":1}\n\ndata: [DONE]", await ReadAsync(["data: {\"a\":1}\n\ndata: [DONE]"], new StreamOutcome()));

    [Fact]
    public async Task Read_LargeEvent_IsWholeAndUnchanged()
    {
        var text = $"data: \"{new string('x', 300_000)}\"\n\ndata: [DONE]\n\n".Replace("data: \"x", "data: {\"a\":\"x", StringComparison.Ordinal).Replace("x\"\n", "x\"}\n", StringComparison.Ordinal);

        Assert.Equal(text, await ReadAsync(PieceStream.Split(text, 5000), new StreamOutcome()));
    }

    [Fact]
    public async Task Read_EndlessEvent_IsNotHeldInMemory()
    {
        await using var stream = EventStreams.Open(new PieceStream(Enumerable.Repeat(new string('x', 64 * 1024), 20)));

        Assert.Equal(100, await stream.ReadAsync(new byte[100], Token));
    }

    [Fact]
    public async Task Read_CutStream_ReplacesTheHalfEvent()
    {
        var outcome = new StreamOutcome();

        var text = await ReadAsync(["data: {\"a\":1}\n\ndata: {\"b\""], outcome);

        Assert.StartsWith("data: {\"a\":1}\n\ndata: {\"error\":{\"message\":", text, StringComparison.Ordinal);
        Assert.EndsWith("\"code\":\"upstream_stream_interrupted\",\"request_id\":\"r\"}}\n\n", text, StringComparison.Ordinal);
        Assert.True(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_FailureAfterDone_IsNoInterruption()
    {
        var outcome = new StreamOutcome();

        Assert.Equal(Whole, await ReadAsync([Whole, null], outcome));
        Assert.False(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_NothingAtAll_IsInterrupted() =>
        Assert.StartsWith("data: {\"error\"", await ReadAsync([], new StreamOutcome()), StringComparison.Ordinal);

    [Fact]
    public async Task Read_EmptyBuffer_WaitsForAnEventAndTakesNothing()
    {
        await using var stream = EventStreams.Open(new PieceStream(PieceStream.Split(Whole, 5)));

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty, Token));
        Assert.Equal(15, await stream.ReadAsync(new byte[100], Token));
    }

    [Fact]
    public async Task Read_CallerCancels_IsCancellationNotInterruption()
    {
        using var cancellation = new CancellationTokenSource();
        var outcome = new StreamOutcome();
        await using var stream = EventStreams.Open(new SilentStream(), outcome);
        var reading = stream.ReadAsync(new byte[10], cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        Assert.False(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_CallerTakesLongerThanTheIdleTime_IsNoSilenceOfTheUpstream()
    {
        var idle = TimeSpan.FromMilliseconds(50);
        var upstream = new TokenStream(Whole);
        await using var stream = EventStreams.Open(upstream, times: EventStreams.Patient with { Idle = idle });
        await stream.ReadExactlyAsync(new byte[10], Token);

        // A timer that is set later and for longer: when it has fired, the stream's would have.
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var control = new CancellationTokenSource(2 * idle);
        await using var registration = control.Token.Register(fired.SetResult);
        await fired.Task.WaitAsync(Token);

        Assert.False(upstream.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData("data: {\"a\":1}\r\rdata: [DONE]\r\r")]
    [InlineData("\uFEFFdata: {\"a\":1}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"a\":\ndata: 1}\n\nid: 7\ndata: [DONE]\n\n")]
    [InlineData(": comment\n\nevent: x\ndata: {\"a\":1}\r\n\r\ndata:[DONE]\n\n")]
    public async Task Read_AnySpellingOfEvents_IsUnchangedHoweverItIsSplit(string text)
    {
        foreach (var length in (int[])[1, 2, 3, 5, 1000])
        {
            var outcome = new StreamOutcome();

            Assert.Equal(text.TrimStart('\uFEFF'), (await ReadAsync(PieceStream.Split(text, length), outcome)).TrimStart('\uFEFF'));
            Assert.Equal((false, 0), (outcome.IsInterrupted, outcome.MalformedEvents));
        }
    }

    [Theory]
    [InlineData("data: {\"a\":\n\n")]
    [InlineData("data: nonsense\n\n")]
    [InlineData("data: {} {}\n\n")]
    public async Task Read_MalformedEventInTheMiddle_IsLeftOutAndCounted(string malformed)
    {
        var outcome = new StreamOutcome();

        Assert.Equal(Whole, await ReadAsync([Whole[..15], malformed, Whole[15..]], outcome));
        Assert.Equal((1, false), (outcome.MalformedEvents, outcome.IsInterrupted));
    }

    [Fact]
    public async Task Read_AfterDone_NothingMoreComes() =>
        Assert.Equal(Whole, await ReadAsync([Whole, "data: {\"c\":3}\n\n"], new StreamOutcome()));

    [Fact]
    public async Task Read_UpstreamsError_IsTheLastEvent()
    {
        const string Error = "data: {\"error\":{\"message\":\"Out of memory.\"}}\n\n";
        var outcome = new StreamOutcome();

        Assert.Equal(Whole[..15] + Error, await ReadAsync([Whole[..15], Error, "data: [DONE]\n\n"], outcome));
        Assert.True(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_Usage_IsRemembered()
    {
        var outcome = new StreamOutcome();

        await ReadAsync([Content, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":8}}}\n\n", "data: [DONE]\n\n"], outcome);

        Assert.Equal((new AnswerUsage(9, 3, 8), 1), (outcome.Usage!.Value, outcome.ContentEvents));
    }

    [Fact]
    public async Task Read_SilentUpstream_GivesTheCallerComments()
    {
        await using var stream = EventStreams.Open(new SilentStream(), times: EventStreams.Patient with { KeepAlive = TimeSpan.FromMilliseconds(1) });
        var buffer = new byte[100];

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty, Token));
        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Token)));
        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Token)));
    }

    private static async Task<string> ReadAsync(IEnumerable<string?> pieces, StreamOutcome outcome)
    {
        await using var stream = EventStreams.Open(new PieceStream(pieces), outcome);
        using var reader = new StreamReader(stream, Encoding.UTF8, bufferSize: 128);
        return await reader.ReadToEndAsync(Token);
    }

    /// <summary>Hands out its text at once and keeps the token it was asked with.</summary>
    private sealed class TokenStream(string text) : ReadOnlyStream
    {
        public CancellationToken Token { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Token = cancellationToken;
            return new ValueTask<int>(Encoding.UTF8.GetBytes(text, buffer.Span));
        }
    }

}
