using System.Text;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: forms that are refused before anybody is asked.</summary>
public sealed class FormRefusalTests
{
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
}
