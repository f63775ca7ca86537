using System.Text;
using Switchyard.Router.Forwarding;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

public sealed class EventStreamTests
{
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

        Assert.Equal(Whole, await ReadAsync(Pieces(Whole, pieceLength), outcome));
        Assert.False(outcome.IsInterrupted);
    }

    [Fact]
    public async Task Read_CarriageReturns_EndEventsToo()
    {
        const string Text = "data: {\"a\":1}\r\n\r\ndata: [DONE]\r\n\r\n";

        Assert.Equal(Text, await ReadAsync(Pieces(Text, 3), new StreamOutcome()));
    }

    [Fact]
    public async Task Read_DoneWithoutEmptyLine_IsPassedOn() =>
        Assert.Equal("data: {\"a\":1}\n\ndata: [DONE]", await ReadAsync(["data: {\"a\":1}\n\ndata: [DONE]"], new StreamOutcome()));

    [Fact]
    public async Task Read_LargeEvent_IsWholeAndUnchanged()
    {
        var text = $"data: {new string('x', 300_000)}\n\ndata: [DONE]\n\n";

        Assert.Equal(text, await ReadAsync(Pieces(text, 5000), new StreamOutcome()));
    }

    [Fact]
    public async Task Read_EndlessEvent_IsNotHeldInMemory()
    {
        await using var stream = new EventStream(new PieceStream(Enumerable.Repeat(new string('x', 64 * 1024), 20)), "r", TimeSpan.FromMinutes(1), new StreamOutcome());

        Assert.Equal(100, await stream.ReadAsync(new byte[100], Token));
    }

    [Fact]
    public async Task Read_CutStream_ReplacesTheHalfEvent()
    {
        var outcome = new StreamOutcome();

        var text = await ReadAsync(["data: {\"a\":1}\n\ndata: {\"b\""], outcome);

        Assert.StartsWith("data: {\"a\":1}\n\ndata: {\"error\":{\"message\":", text, StringComparison.Ordinal);
        Assert.EndsWith("\"code\":\"upstream_interrupted\",\"request_id\":\"r\"}}\n\n", text, StringComparison.Ordinal);
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
        await using var stream = new EventStream(new PieceStream(Pieces(Whole, 5)), "r", TimeSpan.FromMinutes(1), new StreamOutcome());

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty, Token));
        Assert.Equal(15, await stream.ReadAsync(new byte[100], Token));
    }

    [Fact]
    public async Task Read_CallerCancels_IsCancellationNotInterruption()
    {
        using var cancellation = new CancellationTokenSource();
        var outcome = new StreamOutcome();
        await using var stream = new EventStream(new SilentStream(), "r", TimeSpan.FromMinutes(1), outcome);
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
        await using var stream = new EventStream(upstream, "r", idle, new StreamOutcome());
        await stream.ReadExactlyAsync(new byte[10], Token);

        // A timer that is set later and for longer: when it has fired, the stream's would have.
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var control = new CancellationTokenSource(2 * idle);
        await using var registration = control.Token.Register(fired.SetResult);
        await fired.Task.WaitAsync(Token);

        Assert.False(upstream.Token.IsCancellationRequested);
    }

    private static async Task<string> ReadAsync(IEnumerable<string?> pieces, StreamOutcome outcome)
    {
        await using var stream = new EventStream(new PieceStream(pieces), "r", TimeSpan.FromMinutes(1), outcome);
        using var reader = new StreamReader(stream, Encoding.UTF8, bufferSize: 128);
        return await reader.ReadToEndAsync(Token);
    }

    private static IEnumerable<string> Pieces(string text, int length) => text.Chunk(length).Select(chars => new string(chars));

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

    private sealed class SilentStream : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    /// <summary>Hands out one piece per read; a null piece is a broken connection.</summary>
    private sealed class PieceStream(IEnumerable<string?> pieces) : ReadOnlyStream
    {
        private readonly Queue<string?> _pieces = new(pieces);
        private byte[] _rest = [];

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.Length == 0 && _pieces.TryDequeue(out var piece))
            {
                _rest = Encoding.UTF8.GetBytes(piece ?? throw new IOException("The connection broke."));
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.AsSpan(0, count).CopyTo(buffer.Span);
            _rest = _rest[count..];
            return new ValueTask<int>(count);
        }
    }
}
