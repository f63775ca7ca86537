using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F69: one event in the middle that nobody can read. It is left out and counted, and the stream goes on to its end.</summary>
public sealed class F69MalformedEventTests
{
    public static TheoryData<string> Dialects => CallerDialect.Names();

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task F69_MalformedEvent_IsLeftOutAndCounted(string dialect)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("malformed-3") with { Text = "one two three four five six" });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        Assert.Equal(("first", "one two three four five six", 1), (stream.Provider, stream.Text, stream.Ends));
        Assert.Empty(stream.Errors);
        var attempt = Assert.Single((await router.Client.ExplainAsync(stream.RequestId)).Attempts);
        Assert.Equal(("completed", 1), (attempt.Outcome, attempt.MalformedEvents));
    }
}
