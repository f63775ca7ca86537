using System.IO.Compression;
using System.Text;

namespace Switchyard.MockUpstream.Tests.Faults;

public sealed class EncodingFaultTests : MockTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Split_Body_ComesByteByByte(bool stream)
    {
        var plain = await ChatAsync("m", stream);

        var split = await ChatAsync("m+split", stream);

        Assert.Equal(plain.Body.Length, split.Body.Length);
        Assert.True(split.HasEnd);
        Assert.True(!stream || split.Chunks.All(static chunk => chunk.Length == 1));
    }

    [Fact]
    public async Task Split_Character_IsInTwoChunks()
    {
        var split = await ChatAsync("m+split");

        Assert.Contains((byte)0xC3, split.Chunks.Select(static chunk => chunk[0]));
        Assert.Equal(["role", "A", " ö", " C", "stop", "[DONE]"], Deltas(split.Text));
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("br", true)]
    [InlineData("br", false)]
    public async Task Compressed_Body_IsTheSameInside(string encoding, bool stream)
    {
        var plain = await ChatAsync("m", stream);

        var response = await ChatAsync("m+" + encoding, stream);

        Assert.Equal(encoding, response.Header("Content-Encoding"));
        using Stream decoder = encoding == "gzip" ? new GZipStream(new MemoryStream(response.Body), CompressionMode.Decompress) : new BrotliStream(new MemoryStream(response.Body), CompressionMode.Decompress);
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(Token);
        Assert.Equal(plain.Body.Length, Encoding.UTF8.GetByteCount(text));
        Assert.Contains("ö", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trailer_Body_IsFollowedByIt(bool stream)
    {
        var response = await ChatAsync("m+trailer", stream);

        Assert.True(response.IsChunked);
        Assert.Equal("x-mock-trailer", response.Header("Trailer"));
        Assert.Equal("x-mock-trailer: end\r\n\r\n", response.Trailer);
    }
}
