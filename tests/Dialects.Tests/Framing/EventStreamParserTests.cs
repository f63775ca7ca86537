using System.Text;
using Switchyard.Dialects.Framing;

namespace Switchyard.Dialects.Tests.Framing;

/// <summary>Server-sent events by the letter, and split anywhere.</summary>
public sealed class EventStreamParserTests
{
    public static TheoryData<string, string> Streams => new()
    {
        { "data: a\n\n", "[|a]" },
        { "data:a\n\ndata:  b\n\n", "[|a][| b]" },
        { "event: x\ndata: a\n\ndata: b\n\n", "[x|a][|b]" },
        { "event: x\nevent: y\ndata: a\n\n", "[y|a]" },
        { "data: a\ndata: b\ndata\n\n", "[|a\nb\n]" },
        { "data: a\r\n\r\ndata: b\r\rdata: c\n\n", "[|a][|b][|c]" },
        { ": comment\n\n:\n\ndata: a\nid: 7\nretry: 10\nunknown: x\n\n", "[|a]" },
        { "\uFEFFdata: a\n\n", "[|a]" },
        { "\uFEFF\uFEFFdata: a\n\n", string.Empty },
        { "event: x\n\ndata: a\n\n", "[|a]" },
        { "data: ü€🌧\n\n", "[|ü€🌧]" },
        { "data: a\n\ndata: b", "[|a][|b]" },
        { "\n\n\ndata: a\n\n\n", "[|a]" },
        { " data: a\n\n", string.Empty },
        { string.Empty, string.Empty },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Feed_SplitAtAnyByte_GivesTheSameMessages(string stream, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                using var parser = new EventStreamParser(1000);
                var sink = new Messages();
                parser.Feed(bytes.AsSpan(0, first), sink);
                parser.Feed(bytes.AsSpan(first, second - first), sink);
                parser.Feed(bytes.AsSpan(second), sink);
                parser.Complete(sink);

                Assert.Equal(expected, sink.ToString());
            }
        }
    }

    [Theory]
    [InlineData("data: 0123456789abcdef\n\n")]
    [InlineData("0123456789abcdef01234")]
    [InlineData("data: 01234\ndata: 01234\ndata: 01234\n\n")]
    [InlineData("event: 0123456789abcdef\ndata: x\n\n")]
    public void Feed_MessageAboveTheLimit_IsRefused(string stream)
    {
        using var parser = new EventStreamParser(15);

        Assert.Throws<AnswerFormatException>(() => parser.Feed(Encoding.UTF8.GetBytes(stream), new Messages()));
    }

    [Fact]
    public void Feed_ManyMessagesWithinTheLimit_AreTaken()
    {
        using var parser = new EventStreamParser(15);
        var sink = new Messages();
        for (var i = 0; i < 100; i++)
        {
            parser.Feed("data: 12345\n\n"u8, sink);
        }

        Assert.Equal(100 * "[|12345]".Length, sink.ToString().Length);
    }

    [Fact]
    public void JsonLines_SplitAtAnyByte_GiveTheSameMessages()
    {
        var bytes = "\uFEFF{\"a\":1}\n\r\n{\"b\":2}\r{\"c\":3}"u8;
        for (var at = 0; at <= bytes.Length; at++)
        {
            using var parser = new JsonLinesParser(100);
            var sink = new Messages();
            parser.Feed(bytes[..at], sink);
            parser.Feed(bytes[at..], sink);
            parser.Complete(sink);

            Assert.Equal("[|{\"a\":1}][|{\"b\":2}][|{\"c\":3}]", sink.ToString());
        }
    }

    private sealed class Messages : IFrameSink
    {
        private readonly StringBuilder _text = new();

        public void OnFrame(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) =>
            _text.Append('[').Append(Encoding.UTF8.GetString(type)).Append('|').Append(Encoding.UTF8.GetString(data)).Append(']');

        public override string ToString() => _text.ToString();
    }
}
