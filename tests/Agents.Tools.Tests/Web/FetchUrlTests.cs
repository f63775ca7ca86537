using System.Text;
using Microsoft.AspNetCore.Http;
using Switchyard.Agents.Tools.Html;
using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Tools.Tests.Web;

public sealed class FetchUrlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_OfAPage_GivesWhatAPersonReads()
    {
        const string Page = """
            <html><head><title>News</title><style>p{}</style></head><body><nav hidden>menu</nav><h1>Big   day</h1><script>alert(1)</script>
            <p>One <b>two</b><br>three</p><ul><li>a</li><li></li><li>b &amp; c</li></ul><table><tr><td>1</td><td>2</td></tr></table><pre>x
              y</pre></body></html>
            """;

        Assert.Equal("News\nBig day\nOne two\nthree\n- a\n- b & c\n1\t2\nx\n  y", await FetchAsync(Replies.Body("text/html", Page)));
    }

    [Theory]
    [InlineData("application/json", """{"a":1}""", """{"a":1}""")]
    [InlineData("text/plain", "a\nb", "a\nb")]
    [InlineData("application/pdf", "%PDF-1.7", "Error: the address holds application/pdf that is no text")]
    [InlineData("image/png", "x", "Error: the address holds image/png that is no text")]
    public async Task Fetch_OfOtherContent_IsTextOrRefused(string type, string body, string expected) => Assert.Equal(expected, await FetchAsync(Replies.Body(type, body)));

    [Theory]
    [InlineData("text/html; charset=utf-8", "utf-8", "")]
    [InlineData("text/html; charset=windows-1252", "utf-8", "")]
    [InlineData("text/html; charset=no-such-thing", "utf-8", "")]
    [InlineData("text/html; charset=utf-8", "windows-1252", "<meta charset=windows-1252>")]
    [InlineData("text/html; charset=iso-8859-1", "windows-1252", "")]
    [InlineData("text/html", "windows-1252", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>")]
    [InlineData("text/html", "windows-1252", "")]
    [InlineData("text/html; charset=utf-7", "utf-8", "")]
    [InlineData("text/html; charset=utf-8", "utf-16", "")]
    [InlineData("text/html", "shift_jis", "<meta charset=shift_jis>")]
    public async Task Fetch_WithWrongCharsets_ReadsTheLetters(string contentType, string encoding, string meta)
    {
        var text = encoding == "shift_jis" ? "日本" : "café – 5 €";
        var real = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] body = [.. encoding == "utf-16" ? real.Preamble : [], .. real.GetBytes($"<html><head>{meta}</head><body>{text}</body></html>")];

        var read = await FetchAsync(async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });

        // Who says UTF-8 and sends something else is taken at the word: those letters are lost, the page is not.
        Assert.Equal(contentType.EndsWith("=utf-8", StringComparison.Ordinal) && encoding == "windows-1252" ? "caf\ufffd \ufffd 5 \ufffd" : text, read);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost:5432/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@example.com/")]
    [InlineData("not a url")]
    public async Task Fetch_OfWhatIsNotPublic_AsksNobody(string url)
    {
        using var client = new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System);

        Assert.StartsWith("Error: The URL", await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url }));
        Assert.StartsWith("Error: The URL", await Tools.RunAsync(new HttpGetTool(WebClients.Reader(client)), new { url }));
        Assert.StartsWith("Error: The URL", await Tools.RunAsync(new CallWebhookTool(WebClients.Reader(client)), new { url, json = "{}" }));
    }

    [Fact]
    public async Task Fetch_RedirectedToWhatIsNotPublic_IsRefused()
    {
        await using var server = await FakeUpstream.StartAsync(To("http://169.254.169.254/latest"), Token);
        using var client = WebClients.Local();

        Assert.StartsWith("Error: The URL leads to an address that may not be asked", await Tools.RunAsync(new HttpGetTool(WebClients.Reader(client)), new { url = server.Address }));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_OfAHugePage_StopsAtTheLimit()
    {
        await using var server = await FakeUpstream.StartAsync(Pages(Replies.Body("text/html", new string('x', 300_000))), Token);
        using var client = WebClients.Local(options => options.MaxBytes = 100_000);

        Assert.StartsWith("Error: The URL's answer is over the limit", await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url = server.Address }));
    }

    [Theory]
    [InlineData("<div>", 2_000)]
    [InlineData("<b>", 2_000)]
    [InlineData("<table><tr><td>", 1_000)]
    public async Task Fetch_OfADeepPage_GivesItsText(string tag, int depth) =>
        Assert.Equal("end", await FetchAsync(Replies.Body("text/html", string.Concat(Enumerable.Repeat(tag, depth)) + "end")));

    [Fact]
    public async Task Page_BuiltToTakeForEver_IsGivenUp()
    {
        var page = string.Concat(Enumerable.Repeat("<div>", 200_000));

        var refusal = await Assert.ThrowsAsync<PageRefusedException>(() => HtmlText.ReadAsync(page, TimeSpan.FromMilliseconds(200), Token));

        Assert.Equal("the page is built so that reading it takes too long", refusal.Message);
    }

    [Fact]
    public async Task Fetch_Cancelled_EndsTheRequest()
    {
        var aborted = new TaskCompletionSource();
        await using var server = await FakeUpstream.StartAsync(Pages(Replies.Hang(aborted)), Token);
        using var client = WebClients.Local();
        using var cancel = new CancellationTokenSource();
        var reading = WebClients.Reader(client).ReadPageAsync(server.Address + "/page", cancel.Token);
        await Switchyard.Tests.Common.Waiting.Eventually.BecomesTrueAsync(() => server.Requests.Any(request => request.Path == "/page"), Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await aborted.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Get_OfAnApi_GivesItsJsonWithoutAskingRobots()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json("""  {"a":1}  """), Token);
        using var client = WebClients.Local();

        Assert.Equal("""{"a":1}""", await Tools.RunAsync(new HttpGetTool(WebClients.Reader(client)), new { url = server.Address + "/items?q=1" }));
        Assert.Equal(["/items?q=1"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Get_OfAPage_IsAnError()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Body("text/html", "<p>no</p>"), Token);
        using var client = WebClients.Local();

        Assert.Equal("Error: the answer is not JSON; fetch_url reads pages", await Tools.RunAsync(new HttpGetTool(WebClients.Reader(client)), new { url = server.Address }));
    }

    private static async Task<string> FetchAsync(RequestDelegate page)
    {
        await using var server = await FakeUpstream.StartAsync(Pages(page), Token);
        using var client = WebClients.Local();
        return await Tools.RunAsync(new FetchUrlTool(WebClients.Reader(client)), new { url = server.Address + "/page" });
    }

    private static RequestDelegate Pages(RequestDelegate page) => context => context.Request.Path == "/robots.txt" ? Replies.Body("text/plain", "", 404)(context) : page(context);

    private static RequestDelegate To(string location) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };
}
