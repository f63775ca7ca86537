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
    [InlineData(null, true, "missing_required_parameter", "model")]
    [InlineData("", true, "missing_required_parameter", "model")]
    [InlineData("first/m", false, "missing_required_parameter", "file")]
    public async Task Form_WithoutWhatItNeeds_IsRefused(string? model, bool hasFile, string code, string param)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form(model, hasFile ? PassThroughHost.Recording : null));

        await response.AssertErrorAsync(400, code, param);
        Assert.Empty(router.First.Asked());
    }

    [Theory]
    [InlineData("model", "second/n", "invalid_value", "model")]
    [InlineData("file", "no file", "invalid_value", "file")]
    [InlineData("base_url", "http://x", "parameter_not_allowed", "base_url")]
    [InlineData("api_base", "http://x", "parameter_not_allowed", "api_base")]
    public async Task Form_WithAFieldTooMany_IsRefused(string name, string value, string code, string param)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: (name, value)));

        await response.AssertErrorAsync(400, code, param);
        Assert.Empty(router.First.Asked());
    }

    /// <summary>A name that is written behind a part's headers could end the part, and what follows would be fields that nobody looked at.</summary>
    [Theory]
    [InlineData("first/--switchyard-boundary\r\nContent-Disposition: form-data; name=\"base_url\"\r\n\r\nhttp://x")]
    [InlineData("first/--switchyard-boundary--")]
    [InlineData("first/m\r\nmore")]
    [InlineData("first/m\0")]
    public async Task Model_ThatWouldBeReadAsMore_IsRefused(string model)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form(model, PassThroughHost.Recording));

        await response.AssertErrorAsync(400, "invalid_value", "model");
        Assert.Empty(router.First.Asked());
    }

    [Fact]
    public async Task Model_OfExtravagantLength_IsRefusedAndNotRepeated()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/" + new string('m', 100_000), PassThroughHost.Recording));

        Assert.InRange((await response.AssertErrorAsync(400, "invalid_value", "model")).Length, 1, 300);
        Assert.Empty(router.First.Asked());
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

    [Fact]
    public async Task Form_WithAnEmptyFile_IsRefused()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", []));

        await response.AssertErrorAsync(400, "missing_required_parameter", "file");
    }

    /// <summary>What encodes a field hides from the search what the upstream would read.</summary>
    [Fact]
    public async Task Form_WithAnEncodedField_IsRefused()
    {
        await using var router = await MockRouter.StartAsync();
        var prompt = Convert.ToBase64String("jane.doe@example.com"u8);
        var body = $"--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nfirst/m\r\n--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{prompt}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--b--";

        using var response = await router.Client.AskAsync(RouterRequests.Post(PassThroughHost.Transcriptions, Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=b"));

        await response.AssertErrorAsync(400, "invalid_form");
        Assert.Empty(router.First.Asked());
    }

    [Fact]
    public async Task Form_OfAnUnknownModel_Is404()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("nobody/has-this", PassThroughHost.Recording));

        await response.AssertErrorAsync(404, "model_not_found", "model");
    }

    [Theory]
    [InlineData("application/json", "{}", 415, "unsupported_media_type")]
    [InlineData("text/plain", "x", 415, "unsupported_media_type")]
    [InlineData("application/x-www-form-urlencoded", "model=m", 415, "unsupported_media_type")]
    [InlineData("multipart/form-data", "--b--", 415, "unsupported_media_type")]
    [InlineData("multipart/form-data; boundary=b", "no form", 400, "invalid_form")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nfirst/m", 400, "invalid_form")]
    [InlineData("multipart/form-data; boundary=b", "--b--", 400, "missing_required_parameter")]
    public async Task Body_ThatIsNoForm_IsRefused(string type, string body, int status, string code)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(RouterRequests.Post(PassThroughHost.Transcriptions, Encoding.UTF8.GetBytes(body), type));

        var message = await response.AssertErrorAsync(status, code, code == "missing_required_parameter" ? "file" : null);
        Assert.Equal(status == 415, message.Contains("multipart/form-data", StringComparison.Ordinal));
        Assert.Empty(router.First.Asked());
    }

    [Fact]
    public async Task Form_SentToAnotherPath_Is415()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, PassThroughHost.Speech));

        await response.AssertErrorAsync(415, "unsupported_media_type");
    }

    [Fact]
    public async Task Form_OfAForeignPage_IsRefused()
    {
        await using var router = await MockRouter.StartAsync();
        using var request = PassThroughHost.Form("first/m", PassThroughHost.Recording);
        request.Headers.Add("Origin", "http://evil.example");

        using var response = await router.Client.AskAsync(request);

        await response.AssertErrorAsync(403, "foreign_origin");
        Assert.Empty(router.First.Asked());
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
