using System.Text;
using Switchyard.Queue.Batches;

namespace Switchyard.Queue.Tests.Batches;

/// <summary>Lines are told apart wherever the file's pieces end, and one that is too long costs no memory.</summary>
public sealed class InputLinesTests
{
    private const int BufferBytes = 64 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1 a 1")]
    [InlineData("a\n", "1 a 2")]
    [InlineData("a\nb", "1 a 2,2 b 3")]
    [InlineData("\n\r\n a \r\n\n\nb\n\n", "3 a 8,6 b 12")]
    [InlineData("\ufeffa\nb", "1 a 5,2 b 6")]
    public async Task Lines_AreNumberedAndPlaced(string text, string expected)
    {
        Assert.Equal(expected, string.Join(',', (await ReadAsync(text, start: 0, maxBytes: 10)).Select(line => $"{line.Number} {line.Text} {line.Position}")));
    }

    [Fact]
    public async Task Lines_ReadFromAPlaceOn_KeepTheirPlaces()
    {
        Assert.Equal([(1, "b", 4L)], (await ReadAsync("b\n", start: 2, maxBytes: 10)).Select(line => (line.Number, line.Text, line.Position)));
    }

    [Theory]
    [InlineData(BufferBytes - 1)]
    [InlineData(BufferBytes)]
    [InlineData(BufferBytes + 1)]
    [InlineData(5 * BufferBytes)]
    public async Task Line_AtTheLimit_IsReadAndOverItNot(int length)
    {
        var text = new string('x', length);

        Assert.Equal([text, "b"], (await ReadAsync($"{text}\nb", start: 0, length)).Select(line => line.Text));
        Assert.Equal(["too long", "b"], (await ReadAsync($"{text}\nb", start: 0, length - 1)).Select(line => line.Text));
    }

    private static async Task<List<(int Number, string Text, long Position)>> ReadAsync(string text, long start, int maxBytes)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var lines = new InputLines(stream, start, maxBytes);
        List<(int, string, long)> read = [];
        while (await lines.ReadAsync(Token))
        {
            read.Add((lines.Number, lines.IsTooLong ? "too long" : Encoding.UTF8.GetString(lines.Current.Span), lines.Position));
        }

        return read;
    }
}
