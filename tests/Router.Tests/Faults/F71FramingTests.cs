using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F71: however an upstream frames and splits its events, the caller reads the same text.</summary>
public sealed class F71FramingTests
{
    private const string Text = "Grüße 😀 日本語 \"quoted\" \\ back\r\nnew\tline ";

    public static TheoryData<string, string> Cases => CallerDialect.NamesWith(
        "split", "crlf", "cr", "mixed-lines", "bom", "multiline", "comments", "split+crlf", "split+cr", "split+mixed-lines", "split+bom", "split+multiline", "split+comments",
        "split+bom+mixed-lines+multiline+comments", "duplicate-usage", "extra", "trailer");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task F71_AnyFraming_GivesTheSameText(string dialect, string framing)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(framing) with { Text = Text });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        Assert.Equal(("first", Text, 1), (stream.Provider, stream.Text, stream.Ends));
        Assert.Empty(stream.Errors);
    }
}
