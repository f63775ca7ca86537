using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Components.Controls;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Components;

public sealed partial class ContentViewTests
{
    [Fact]
    public async Task Content_Kept_IsShownPartByPartWithWhatIsMissing()
    {
        var lines = await RenderAsync(Read(RequestSamples.WithContent));

        Assert.Equal(
            [
                "What looks like a secret or personal data was made unreadable before it was kept.",
                "Asked", "system", "Be brief.", "user, media", "[image/png, 68 bytes]",
                "Answered", "assistant, call of mail", """{"to":"[redacted: e-mail address]"}""", "assistant", "<b>Sent",
                "Only the beginning of 20,480 bytes was kept. It broke off before its end. One place was made unreadable.",
            ],
            lines);
    }

    [Fact]
    public async Task Content_NotKept_ShowsHowToKeepIt()
    {
        Assert.Equal(["Set it."], await RenderAsync(Read(RequestSamples.Raced) with { ContentNotice = "Set it." }));
    }

    [Fact]
    public async Task Content_SeveralAnswersAndNoSecrets_AreNumbered()
    {
        var part = new ContentPart { Role = "assistant", Type = "text", Choice = 1, Text = "Two" };
        var content = new RequestContent
        {
            Redacted = false,
            Request = new ContentText { Parts = [], Bytes = 0, Cut = false, Redactions = 0 },
            Answer = new ContentText { Parts = [part], Bytes = 3, Cut = false, Redactions = 2 },
        };

        Assert.Equal(
            ["Nothing in it was made unreadable.", "Asked", "There is no text.", "Answered", "answer 2: assistant", "Two", "2 places were made unreadable."],
            await RenderAsync(Read(RequestSamples.Raced) with { Content = content }));
    }

    private static RequestInfo Read(string json) => JsonSerializer.Deserialize(json, RoutingJsonContext.Default.RequestInfo)!;

    private static async Task<string[]> RenderAsync(RequestInfo request)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ContentView>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Request"] = request }))).ToHtmlString());
        return [.. Tag().Split(html).Select(text => WebUtility.HtmlDecode(text).Trim()).Where(text => text.Length > 0)];
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
