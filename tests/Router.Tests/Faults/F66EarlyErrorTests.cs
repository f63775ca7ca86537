using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F66: the upstream says success and then gives no answer. As long as the caller has not seen a piece of one, the next upstream answers.</summary>
public sealed class F66EarlyErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Streams => CallerDialect.NamesWith("error", "error-0", "azure+error", "azure+error-0", "cut", "end-0", "empty", "garbage", "html", "stall");

    public static TheoryData<string, string> Answers => CallerDialect.NamesWith("error", "cut", "empty", "garbage", "html");

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task F66_StreamWithoutContent_NextOneAnswers(string dialect, string fault)
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:FirstTokenTimeout", "00:00:00.500"));
        router.First.Put("m", Scenario.Parse(fault));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        Assert.Equal(("second", "clean answer", 1), (stream.Provider, stream.Text, stream.Ends));
        Assert.Empty(stream.Errors);
        Assert.Equal((1, 1), (router.First.Asked().Count, router.Second.Asked().Count));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task F66_AnswerThatIsNone_NextOneAnswers(string dialect, string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(fault));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        using var response = await router.Client.SendAsync(CallerDialect.Find(dialect).Request(isStreamed: false), Token);

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single()));
        Assert.Contains("clean answer", await response.TextAsync(), StringComparison.Ordinal);
    }
}
