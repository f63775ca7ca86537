using System.Text.Json;
using Switchyard.Agents.Tools.Data;

namespace Switchyard.Agents.Tests.Tools.Data;

public sealed class JsonToolTests
{
    private const string Shop = """{"books":[{"title":"A","price":3},{"title":"B","price":4.50}],"a name":{"x/y":true},"owner":null}""";

    [Theory]
    [InlineData("books[0].title", "A")]
    [InlineData("$.books[-1].price", "4.50")]
    [InlineData("books[*].title", "A\nB")]
    [InlineData("books.*.price", "3\n4.50")]
    [InlineData("""$["a name"]['x/y']""", "true")]
    [InlineData("/a name/x~1y", "true")]
    [InlineData("/books/1/title", "B")]
    [InlineData("owner", "null")]
    [InlineData("books[1]", """{"title":"B","price":4.50}""")]
    [InlineData("books[7]", "Error: the path leads to nothing")]
    [InlineData("books[0", "Error: a bracket of the path is not closed")]
    public async Task Query_ByPath_FindsValues(string path, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new JsonQueryTool(), JsonSerializer.Serialize(new { json = Shop, path })));

    [Fact]
    public async Task Query_ForVeryMany_IsBounded()
    {
        var json = $"[{string.Join(',', Enumerable.Range(0, 1_000))}]";

        var found = await ToolRunner.RunAsync(new JsonQueryTool(), JsonSerializer.Serialize(new { json, path = "[*]" }));

        Assert.Equal(501, found.Split('\n').Length);
    }

    [Fact]
    public async Task Query_OfDeepJson_IsAnError() =>
        Assert.StartsWith("Error: the JSON is wrong", await ToolRunner.RunAsync(new JsonQueryTool(), JsonSerializer.Serialize(new { json = new string('[', 100_000), path = "[0]" })));

    [Fact]
    public async Task Format_OfJson_IsIndentedOrCompact()
    {
        Assert.Equal("{\n  \"é\": [\n    1\n  ]\n}", await ToolRunner.RunAsync(new FormatJsonTool(), """{"json":"{\"é\":[1]}"}"""));
        Assert.Equal("""{"é":[1]}""", await ToolRunner.RunAsync(new FormatJsonTool(), """{"json":"{ \"é\" : [1] }","style":"compact"}"""));
        Assert.Equal("Error: the JSON is wrong at line 2, byte 1", await ToolRunner.RunAsync(new FormatJsonTool(), """{"json":"[1\n2]"}"""));
    }
}
