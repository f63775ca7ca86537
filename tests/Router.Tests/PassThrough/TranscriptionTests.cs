using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: recordings, which come as forms.</summary>
public sealed class TranscriptionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_ForAnotherNameOfTheModel_ArrivesWithItsFileUntouched()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: [("temperature", "0"), ("timestamp_granularities[]", "word")]));

        Assert.Equal(200, (int)response.StatusCode);
        var asked = Assert.Single(router.First.Asked());
        Assert.StartsWith("multipart/form-data; boundary=", asked.Headers["Content-Type"], StringComparison.Ordinal);
        using var sent = PassThroughHost.Form("m", PassThroughHost.Recording, fields: [("temperature", "0"), ("timestamp_granularities[]", "word")]);
        var expected = Latin(await sent.Content!.ReadAsByteArrayAsync(Token)).Replace("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=model\r\n", "Content-Disposition: form-data; name=\"model\"\r\n", StringComparison.Ordinal);
        Assert.Equal(expected, Latin(asked.Bytes.Span));
    }

    [Fact]
    public async Task Form_ThatFailsOver_ArrivesWholeAtTheNext()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Script(Scenario.Parse("status-503"));

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
        Assert.Contains("name=\"model\"\r\n\r\nn\r\n--", Latin(router.Second.Asked()[0].Bytes.Span), StringComparison.Ordinal);
        Assert.True(router.Second.Asked()[0].Bytes.Span.IndexOf(PassThroughHost.Recording) > 0);
    }

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("verbose_json", "application/json")]
    [InlineData("text", "text/plain")]
    [InlineData("srt", "text/plain")]
    [InlineData("vtt", "text/plain")]
    public async Task Answer_OfEveryFormat_IsTheUpstreams(string format, string type)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "Hello yard" });
        using var direct = new HttpClient { BaseAddress = new Uri(router.First.Address) };

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("response_format", format)));
        using var own = await direct.AskAsync(PassThroughHost.Form("m", PassThroughHost.Recording, fields: ("response_format", format)));

        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Hello yard", await own.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(Text(await own.TextAsync()), Text(await response.TextAsync()));
    }

    [Fact]
    public async Task Answer_AsAStream_IsPassedOn()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "Hello yard" });

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("stream", "true")));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var text = await response.TextAsync();
        Assert.Contains("""data: {"type":"transcript.text.delta","delta":"Hello"}""", text, StringComparison.Ordinal);
        Assert.Contains("""data: {"type":"transcript.text.done","text":"Hello yard",""", text, StringComparison.Ordinal);
        Assert.Equal("completed", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Stream_ThatBeginsWithAnError_GoesToTheNext()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Script(Scenario.Parse("error"));

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("stream", "true")));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    [Fact]
    public async Task Text_ThatBreaksOff_GoesToTheNext()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Script(Scenario.Parse("cut-after-5"));

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("response_format", "text")));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_WithItsModelBeforeOrBehindTheFile_IsServed(bool isBehind)
    {
        await using var router = await MockRouter.StartAsync();
        var (model, file) = ("--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nfirst/m\r\n", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"größe.wav\"\r\n\r\nRIFF\r\n");
        var body = (isBehind ? file + model : model + file) + "--b--\r\n";

        using var response = await router.Client.AskAsync(RouterRequests.Post(PassThroughHost.Transcriptions, Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=\"b\""));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(body.Replace("first/m", "m", StringComparison.Ordinal), Encoding.UTF8.GetString(Assert.Single(router.First.Asked()).Bytes.Span));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Form_OverTheLimit_IsRefused(bool isChunked)
    {
        await using var router = await MockRouter.StartAsync(("Router:Media:MaxRequestBytes", "100000"));
        using var request = PassThroughHost.Form("first/m", new byte[100_000]);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await router.Client.AskAsync(request);

        var message = await response.AssertErrorAsync(413, "request_too_large");
        Assert.Contains("100000", message, StringComparison.Ordinal);
        Assert.Contains("Router:Media:MaxRequestBytes", message, StringComparison.Ordinal);
        Assert.Empty(router.First.Asked());
    }

    /// <summary>The limit of JSON bodies is not that of recordings.</summary>
    [Fact]
    public async Task Form_OverTheLimitOfOtherBodies_IsServed()
    {
        await using var router = await MockRouter.StartAsync(("ServiceDefaults:MaxRequestBodyBytes", "1000"));

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("a talk about trains", 200)]
    [InlineData("a talk with jane.doe@example.com", 403)]
    public async Task Form_WithPersonalData_DoesNotGoToARestrictedProvider(string prompt, int status)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:DataClasses:0", "internal"), ("Router:Providers:second:DataClasses:0", "internal"));

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("prompt", prompt)));

        Assert.Equal((status, status == 200 ? 1 : 0), ((int)response.StatusCode, router.First.Asked().Count));
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("session")]
    public async Task Form_ForAModelWithSeveralAddresses_IsServed(string policy)
    {
        await using var router = await MockRouter.StartAsync(("Router:Balancing:Policy", policy));
        await using var host = RouterHost.Start(
            ("Router:Balancing:Policy", policy),
            ("Router:Providers:both:Models:0", "m"),
            ("Router:Providers:both:Endpoints:0:BaseUrl", router.First.Address + "/v1"),
            ("Router:Providers:both:Endpoints:1:BaseUrl", router.Second.Address + "/v1"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Form("both/m", PassThroughHost.Recording));

        Assert.Equal(200, (int)response.StatusCode);
    }

    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    // The tokens are those of the form's length, which the model's name changes.
    private static string Text(string answer) => answer.StartsWith('{') ? JsonElement.Parse(answer).GetProperty("text").GetString()! : answer;
}
