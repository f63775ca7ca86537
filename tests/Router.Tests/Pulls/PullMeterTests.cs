using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Pulls;
using Xunit;

namespace Switchyard.Router.Tests.Pulls;

public sealed class PullMeterTests
{
    private static readonly PullEvent s_pull = new() { Id = "pull-1", Model = "ollama/m" };

    [Fact]
    public void Files_AreAddedUp()
    {
        var meter = new PullMeter();

        var events = new[]
        {
            """{"status":"pulling manifest"}""",
            """{"status":"pulling a","digest":"sha256:a","total":800}""",
            """{"status":"pulling a","digest":"sha256:a","total":800,"completed":800}""",
            """{"status":"pulling b","digest":"sha256:b","total":200,"completed":50}""",
            """{"status":"pulling b","digest":"sha256:b","total":200,"completed":900}""",
            """{"status":"success"}""",
        }.Select(line => meter.Add(s_pull, JsonElement.Parse(line))).ToList();

        Assert.Equal([(null, null, null), (0L, 800L, 0d), (800L, 800L, 100d), (850L, 1000L, 85d), (1000L, 1000L, 100d), (1000L, 1000L, 100d)], events.Select(item => (item.Completed, item.Total, item.Percent)));
        Assert.Equal([null, "sha256:a", "sha256:a", "sha256:b", "sha256:b", null], events.Select(item => item.Digest));
    }

    [Fact]
    public void File_ThatIsSaidToBecomeLess_StaysAsFarAsItWas()
    {
        var meter = new PullMeter();

        var events = new[]
        {
            """{"status":"pulling a","digest":"sha256:a","total":800,"completed":600}""",
            """{"status":"pulling a","digest":"sha256:a","total":800,"completed":400}""",
            """{"status":"pulling a","digest":"sha256:a","total":800}""",
            """{"status":"pulling a","digest":"sha256:a","total":800,"completed":700}""",
        }.Select(line => meter.Add(s_pull, JsonElement.Parse(line)).Completed).ToList();

        Assert.Equal([600L, 600L, 600L, 700L], events);
    }

    [Theory]
    [InlineData("""{"status":1,"digest":"d","total":-1}""")]
    [InlineData("""{"digest":"d","total":9223372036854775807}""")]
    [InlineData("""[1]""")]
    public void Numbers_ThatCannotBe_AreNoProgress(string line) => Assert.Equal((null, null), (new PullMeter().Add(s_pull, JsonElement.Parse(line)).Total, new PullMeter().Add(s_pull, JsonElement.Parse(line)).Percent));
}
