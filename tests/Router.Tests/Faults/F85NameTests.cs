using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F85: the name of an upstream. One that leads nowhere costs one attempt, and of several addresses the one that answers is taken.</summary>
public sealed class F85NameTests
{
    [Fact]
    public async Task F85_NameLeadsNowhere_NextOneAnswers()
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", "http://nowhere.invalid/v1"));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("second", "clean answer"), (stream.Provider, stream.Text));
        Assert.Equal(["unreachable", "completed"], (await router.Client.ExplainAsync(stream.RequestId)).Attempts.Select(attempt => attempt.Outcome));
    }

    /// <summary>The mock listens on 127.0.0.1 only, and <c>localhost</c> may be <c>::1</c> first.</summary>
    [Fact]
    public async Task F85_NameHasSeveralAddresses_TheOneThatAnswersIsTaken()
    {
        await using var mock = await MockUpstream.MockServer.StartAsync(new MockUpstream.MockServerOptions(), TestContext.Current.CancellationToken);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"http://localhost:{new Uri(mock.Address).Port}/v1"));

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("first", 1), (stream.Provider, stream.Ends));
        Assert.Single(mock.Asked());
    }
}
