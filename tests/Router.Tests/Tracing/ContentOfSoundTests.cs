using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Switchyard.Router.Tests.PassThrough;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

/// <summary>Forms and sound are no JSON: what is kept of them is words alone.</summary>
public sealed class ContentOfSoundTests
{
    private static readonly (string, string?)[] s_capture = [("Router:Tracing:CaptureContent", "true"), ("Router:Admin:Key", AdminClient.Key)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task Transcript_WithoutItsRecording_IsKept(string format)
    {
        await using var router = await MockRouter.StartAsync(s_capture);
        router.First.Put("m", new Scenario { Text = "Ask bob@example.org" });

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: [("response_format", format), ("prompt", "Call al@example.org")]));
        await response.Content.ReadAsStringAsync(Token);
        var info = await ContentHost.DescribeAsync(router.Client, response, AdminClient.Key);

        Assert.Equal((200, "completed"), ((int)response.StatusCode, info.Outcome));
        Assert.Contains("user text: Call [redacted: e-mail address]", ContentHost.Lines(info.Content!.Request));
        Assert.Equal(["assistant text: Ask [redacted: e-mail address]"], ContentHost.Lines(info.Content.Answer!).Select(static line => line.Trim()));
    }

    [Fact]
    public async Task Speech_TextAlone_IsKept()
    {
        await using var router = await MockRouter.StartAsync(s_capture);

        using var response = await router.Client.AskAsync(RouterRequests.Post("/v1/audio/speech", """{"model":"first/m","voice":"alloy","input":"Hello al@example.org"}"""u8.ToArray()));
        await response.Content.ReadAsByteArrayAsync(Token);
        var info = await ContentHost.DescribeAsync(router.Client, response, AdminClient.Key);

        Assert.Equal((200, "completed"), ((int)response.StatusCode, info.Outcome));
        Assert.Equal(["user text: Hello [redacted: e-mail address]"], ContentHost.Lines(info.Content!.Request));
        Assert.Null(info.Content.Answer);
    }
}
