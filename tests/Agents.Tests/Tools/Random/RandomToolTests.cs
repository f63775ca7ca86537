using System.Globalization;
using Switchyard.Agents.Tools.Random;

namespace Switchyard.Agents.Tests.Tools.Random;

public sealed class RandomToolTests
{
    [Fact]
    public async Task Number_Drawn_LiesBetweenTheEnds()
    {
        var drawn = new HashSet<long>();
        for (var draw = 0; draw < 200; draw++)
        {
            drawn.Add(long.Parse(await ToolRunner.RunAsync(new RandomNumberTool(), """{"min":1,"max":3}"""), CultureInfo.InvariantCulture));
        }

        Assert.Equal([1, 2, 3], drawn.Order());
    }

    [Theory]
    [InlineData("""{"min":5,"max":5}""", "5")]
    [InlineData("""{"min":"7","max":7.0}""", "7")]
    [InlineData("""{"min":6,"max":5}""", "Error: min must not be larger than max")]
    [InlineData("""{"min":1.5,"max":5}""", "Error: the argument 'min' must be a whole number")]
    [InlineData("""{"min":1,"max":1e300}""", "Error: the argument 'max' must be a whole number")]
    public async Task Number_OfEnds_IsDrawnOrRefused(string arguments, string expected) => Assert.Equal(expected, await ToolRunner.RunAsync(new RandomNumberTool(), arguments));

    [Fact]
    public async Task Number_OfTheWholeRange_IsDrawn()
    {
        var number = await ToolRunner.RunAsync(new RandomNumberTool(), $$"""{"min":{{long.MinValue}},"max":{{long.MaxValue}}}""");

        Assert.True(long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), number);
    }

    [Fact]
    public async Task Uuid_Generated_IsVersionFourAndNew()
    {
        var first = Guid.Parse(await ToolRunner.RunAsync(new GenerateUuidTool(), "{}"));
        var second = Guid.Parse(await ToolRunner.RunAsync(new GenerateUuidTool(), "{}"));

        Assert.Equal(4, first.Version);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Uuid_WithArgument_IsRefused() =>
        Assert.Equal("Error: generate_uuid has no argument 'count'; generate_uuid takes no arguments", await ToolRunner.RunAsync(new GenerateUuidTool(), """{"count":2}"""));
}
