using System.Text;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Media;
using Switchyard.Tests.Common.Media;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Media;

/// <summary>Row A14: what is known of a request's files where a model is chosen for it.</summary>
public sealed class MediaItemsTests
{
    private static readonly string s_jpeg = SampleMedia.DataUri(SampleMedia.Jpeg(640, 480), "image/jpeg");
    private static readonly string s_pdf = SampleMedia.DataUri(SampleMedia.Pdf(), "application/pdf");

    [Fact]
    public async Task Items_OfEveryKind_AreListedWithPlaceAndSize()
    {
        var body = $$$"""
            {"messages":[{"role":"user","content":[
              {"type":"text","text":"?"},
              {"type":"image_url","image_url":{"url":"{{{s_jpeg}}}","detail":"low"}},
              {"type":"file","file":{"file_data":"{{{s_pdf}}}"}},
              {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},
              {"type":"document","source":{"type":"base64","media_type":"text/plain","data":"SGVsbG8h"}}]}]}
            """;

        var passed = await PassAsync(body, new RouterOptions());

        Assert.Equal(
        [
            new MediaItem(MediaItemKind.Image, "messages[0].content[1].image_url.url", SampleMedia.Jpeg().Length, s_jpeg.Length) { Width = 640, Height = 480, IsLowDetail = true },
            new MediaItem(MediaItemKind.Pdf, "messages[0].content[2].file.file_data", SampleMedia.Pdf().Length, s_pdf.Length),
            new MediaItem(MediaItemKind.Audio, "messages[0].content[3].input_audio.data", 3, 4),
            new MediaItem(MediaItemKind.Text, "messages[0].content[4].source.data", 6, 8),
        ], passed.Items);
        Assert.Equal(body, Encoding.UTF8.GetString(passed.Bytes.Span));
    }

    [Fact]
    public async Task Items_BehindUrls_HaveTheSizeTheyTakeInTheNewBody()
    {
        var text = "Grüße"u8.ToArray();
        await using var files = await FakeUpstream.StartAsync(async context => await context.Response.Body.WriteAsync(context.Request.Path == "/text" ? text : SampleMedia.Jpeg(640, 480)), TestContext.Current.CancellationToken);
        var options = new RouterOptions();
        options.Media.AllowedNetworks.Add("127.0.0.0/8");
        var body = $$$"""
            {"input":[{"role":"user","content":[
              {"type":"input_image","image_url":"{{{files.Address}}}/jpeg"},
              {"type":"document","source":{"type":"url","url":"{{{files.Address}}}/text"}}]}]}
            """;

        var passed = await PassAsync(body, options);

        Assert.Equal(
        [
            new MediaItem(MediaItemKind.Image, "input[0].content[0].image_url", SampleMedia.Jpeg().Length, s_jpeg.Length) { Width = 640, Height = 480 },
            new MediaItem(MediaItemKind.Text, "input[0].content[1].source.url", text.Length, text.Length),
        ], passed.Items);
    }

    [Fact]
    public async Task Items_BehindUrlsThatStay_AreListedWithoutSize()
    {
        var options = new RouterOptions();
        options.Media.FetchUrls = false;
        options.Media.AllowedNetworks.Add("127.0.0.0/8");

        var passed = await PassAsync("""{"input":[{"content":[{"type":"input_image","image_url":"http://127.0.0.1/a"},{"type":"input_file","file_url":"http://127.0.0.1/b"}]}]}""", options);

        Assert.Equal(
        [
            new MediaItem(MediaItemKind.Image, "input[0].content[0].image_url", 0, "http://127.0.0.1/a".Length),
            new MediaItem(MediaItemKind.Pdf, "input[0].content[1].file_url", 0, "http://127.0.0.1/b".Length),
        ], passed.Items);
    }

    [Fact]
    public async Task Audio_ThatIsNoBase64OrTooLarge_IsRefused()
    {
        var options = new RouterOptions();
        options.Media.MaxFileBytes = 3;

        var broken = await PassAsync(Audio("A"), options);
        var large = await PassAsync(Audio("AAAAAAAA"), options);

        Assert.Equal(("messages[0].content[0].input_audio.data", "media_too_large"), (broken.Error!.Param, large.Error!.Code));
        Assert.Empty(broken.Items);
    }

    private static string Audio(string data) => $$$"""{"messages":[{"content":[{"type":"input_audio","input_audio":{"data":"{{{data}}}","format":"mp3"}}]}]}""";

    private static async Task<MediaBody> PassAsync(string body, RouterOptions options)
    {
        using var gate = new MediaGate(Options.Create(options), TimeProvider.System);
        return await gate.PassAsync(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
    }
}
