using System.Text;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Translation;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

public sealed class TranslatedStreamTests
{
    private static readonly string s_end = $"data: {Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")}\n\ndata: [DONE]\n\n";

    private static readonly StreamTimes s_patient = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), long.MaxValue);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnySplit_GivesTheSameBytes()
    {
        var text = $"data: {Replies.TextChunk("4 ü 😀")}\n\n{s_end}";
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = await ReadToEndAsync(Translate(new Pieces(bytes)), 4096);

        for (var i = 1; i < bytes.Length; i++)
        {
            Assert.Equal(whole, await ReadToEndAsync(Translate(new Pieces(bytes[..i], bytes[i..])), 4096));
        }

        Assert.Equal(whole, await ReadToEndAsync(Translate(new Pieces([.. bytes.Select(value => new[] { value })])), 1));
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhileSomethingIsLeft_TakesNothingFromTheUpstream()
    {
        var upstream = new Pieces([.. Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes($"data: {Replies.TextChunk($"{i}")}\n\n"))]);
        var stream = Translate(upstream);
        var buffer = new byte[16];
        await stream.ReadExactlyAsync(buffer, Token);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(16, await stream.ReadAsync(buffer, Token));
            Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty, Token));
        }

        Assert.Equal(1, upstream.Reads);
    }

    [Fact]
    public async Task Read_UpstreamsOwnSignsOfLife_ComeInTheCallersDialectAndTime()
    {
        var comments = new Pieces([.. Enumerable.Repeat(": OPENROUTER PROCESSING\n\n"u8.ToArray(), 10)]);
        var stream = Translate(comments, times: s_patient with { KeepAlive = TimeSpan.Zero });
        var buffer = new byte[4096];

        Assert.Equal("event: ping\ndata: {\"type\":\"ping\"}\n\n", Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Token)));
    }

    [Fact]
    public async Task Read_EventsThatFollowNoDialect_EndAsInterrupted()
    {
        var outcome = new StreamOutcome();
        var mixed = Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"arguments":""}}]}}]""");

        var text = await ReadToEndAsync(Translate(new Pieces(Encoding.UTF8.GetBytes($"data: {mixed}\n\n{s_end}")), outcome), 4096);

        Assert.True(outcome.IsInterrupted);
        Assert.Contains("event: error\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
    }

    private static EventStream Translate(Stream events, StreamOutcome? outcome = null, StreamTimes? times = null)
    {
        outcome ??= new StreamOutcome();
        var request = """{"model":"m","max_tokens":5,"stream":true,"messages":[{"role":"user","content":"x"}]}"""u8.ToArray();
        var caller = new CallerRequest(DialectRegistry.Caller(Dialect.Anthropic), request, "id", DateTimeOffset.UnixEpoch);
        var translation = new ConversationTranslation(DialectRegistry.Upstream(Dialect.Chat), caller, mayContinue: false);
        return new EventStream(events, translation.Translate(outcome), times ?? s_patient, outcome, TimeProvider.System, continuation: null);
    }

    private static async Task<string> ReadToEndAsync(Stream stream, int size)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, size, Token);
        await stream.DisposeAsync();
        return Encoding.UTF8.GetString(all.ToArray());
    }

    /// <summary>Gives one piece a read and counts the reads.</summary>
    private sealed class Pieces(params byte[][] pieces) : ReadOnlyStream
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty || Reads == pieces.Length)
            {
                return new ValueTask<int>(0);
            }

            var piece = pieces[Reads++];
            piece.CopyTo(buffer);
            return new ValueTask<int>(piece.Length);
        }
    }
}
