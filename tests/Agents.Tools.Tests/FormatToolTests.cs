using Switchyard.Agents.Tests.Tools;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Images;
using Switchyard.Agents.Tools.Json;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Media;

namespace Switchyard.Agents.Tools.Tests;

public sealed class FormatToolTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly UserFiles _files;

    public FormatToolTests() => _files = new UserFiles(new UserFilesOptions { Root = _root.Path });

    [Theory]
    [InlineData("""{"a":1}""", """{"type":"object","required":["a"]}""", "valid")]
    [InlineData("""{"a":1}""", """{"properties":{"a":{"type":"string"}}}""", "not valid: ")]
    [InlineData("{", "{}", "Error: the document is not JSON")]
    [InlineData("{}", "{", "Error: the schema is not JSON")]
    [InlineData("{}", """{"type":"thing"}""", "Error: the schema cannot be used: ")]
    [InlineData("{}", """{"$ref":"https://example.com/schema"}""", "Error: the schema cannot be used: ")]
    public async Task Json_AgainstASchema_IsChecked(string json, string schema, string expected) => Assert.StartsWith(expected, await Tools.RunAsync(new ValidateJsonTool(), new { json, schema }));

    [Fact]
    public async Task Image_OfAFormat_IsToldByItsHeader()
    {
        var png = SampleMedia.Png(width: 20, height: 30);
        await PutAsync("a.png", png);
        await PutAsync("photo.txt", SampleMedia.Jpeg(40, 50));
        await PutAsync("bomb.png", SampleMedia.Png(claimedWidth: 1_000_000));
        await PutAsync("text.png", "hello"u8.ToArray());

        Assert.Equal($"type: image/png, width: 20, height: 30, pictures: 1, bytes: {png.Length}", await AskAsync("a.png"));
        Assert.StartsWith("type: image/jpeg, width: 40, height: 50", await AskAsync("photo.txt"));
        Assert.StartsWith("Error: bomb.png is an image of 1000000 x", await AskAsync("bomb.png"));
        Assert.Equal("Error: text.png is no picture but text/plain", await AskAsync("text.png"));
        Assert.Equal("Error: file not found: none.png", await AskAsync("none.png"));
    }

    public void Dispose() => _root.Dispose();

    private Task<string> AskAsync(string path) => Tools.RunAsync(new ImageInfoTool(_files), new { path });

    // The tools write text only, so a picture is put where they look: into the one folder that the first text has made.
    private async Task PutAsync(string path, byte[] bytes)
    {
        await _files.WriteAsync(ToolRunner.User, "note.txt", "x", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(Directory.GetDirectories(_root.Path).Single(), path), bytes, TestContext.Current.CancellationToken);
    }
}
