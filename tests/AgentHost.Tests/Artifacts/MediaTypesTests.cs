using System.Text;
using Switchyard.AgentHost.Artifacts;

namespace Switchyard.AgentHost.Tests.Artifacts;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("a.txt", "x", "text/plain")]
    [InlineData("a.CSV", "x", "text/csv")]
    [InlineData("a.json", "{}", "application/json")]
    [InlineData("a.html", "<script>", "application/octet-stream")]
    [InlineData("a.svg", "<svg/>", "application/octet-stream")]
    [InlineData("a.xml", "<a/>", "application/octet-stream")]
    [InlineData("a.png", "<script>", "application/octet-stream")]
    [InlineData("a.html", "GIF89a", "image/gif")]
    [InlineData("a", "RIFF0000WEBPVP8 ", "image/webp")]
    [InlineData("a", "", "application/octet-stream")]
    public void Type_OfAFile_IsOneThatNoBrowserRuns(string name, string content, string expected) => Assert.Equal(expected, MediaTypes.Of(name, Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void Type_OfAPicture_FollowsFromItsBytes()
    {
        Assert.Equal("image/png", MediaTypes.Of("x", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));
        Assert.Equal("image/jpeg", MediaTypes.Of("x", [0xFF, 0xD8, 0xFF, 0xE0]));
    }
}
