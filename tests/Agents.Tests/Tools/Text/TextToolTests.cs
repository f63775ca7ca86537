using System.Text.Json;
using Switchyard.Agents.Tools.Text;

namespace Switchyard.Agents.Tests.Tools.Text;

public sealed class TextToolTests
{
    [Theory]
    [InlineData("The undies server failed because of a pogrom error.", "characters: 51, words: 9, lines: 1")]
    [InlineData("", "characters: 0, words: 0, lines: 0")]
    [InlineData("a\nb\r\nc", "characters: 6, words: 3, lines: 3")]
    [InlineData("a\n", "characters: 2, words: 1, lines: 1")]
    [InlineData("Grüße 👋", "characters: 7, words: 2, lines: 1")]
    public async Task Stats_OfText_CountPeoplesCharacters(string text, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new TextStatsTool(), JsonSerializer.Serialize(new { text })));

    [Theory]
    [InlineData("md5", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("SHA-256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha512", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
    [InlineData("crc32", "Error: unknown algorithm; use one of md5, sha1, sha256, sha512")]
    public async Task Hash_OfAbc_IsTheStandardsValue(string algorithm, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new HashTextTool(), JsonSerializer.Serialize(new { text = "abc", algorithm })));

    [Fact]
    public async Task Hash_WithoutAlgorithm_IsSha256() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", await ToolRunner.RunAsync(new HashTextTool(), """{"text":"abc"}"""));

    [Theory]
    [InlineData("rootless", "cm9vdGxlc3M=")]
    [InlineData("", "")]
    [InlineData("é", "w6k=")]
    public async Task Base64_OfText_EncodesUtf8(string text, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new Base64EncodeTool(), JsonSerializer.Serialize(new { text })));

    [Fact]
    public async Task Text_TooLong_IsRefused() => Assert.Equal(
        "Error: the argument 'text' is longer than 100000 characters",
        await ToolRunner.RunAsync(new TextStatsTool(), JsonSerializer.Serialize(new { text = new string('x', 100_001) })));
}
