using System.Text;
using Switchyard.Agents.Tests.Tools;
using Switchyard.Agents.Tools.Csv;
using Switchyard.Agents.Tools.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tools.Tests.Csv;

public sealed class CsvToolTests : IDisposable
{
    private const string Sales = "city,price,note\nBerlin,12.5,\"a, b\"\nPorto,7,\nBerlin,100,\"say \"\"hi\"\"\"\nLagos,,x\n";

    private readonly TemporaryFolder _root = new();
    private readonly UserFiles _files;

    public CsvToolTests() => _files = new UserFiles(new UserFilesOptions { Root = _root.Path });

    [Theory]
    [InlineData("price > 10", "", "", "city,price,note\nBerlin,12.5,\"a, b\"\nBerlin,100,\"say \"\"hi\"\"\"")]
    [InlineData("price > 10 and city = berlin", "city", "", "city\nBerlin\nBerlin")]
    [InlineData("note contains HI", "City,Price", "", "city,price\nBerlin,100")]
    [InlineData("city != Berlin", "city", "", "city\nPorto\nLagos")]
    [InlineData("price <= 12.5", "price", "price", "price\n7\n12.5")]
    [InlineData("", "city,price", "-price", "city,price\nLagos,\nBerlin,100\nBerlin,12.5\nPorto,7")]
    [InlineData("price = 7", "city", "", "city\nPorto")]
    [InlineData("height > 1", "", "", "Error: there is no column 'height'; there are city, price, note")]
    [InlineData("", "height", "", "Error: there is no column 'height'; there are city, price, note")]
    [InlineData("", "", "height", "Error: there is no column 'height'; there are city, price, note")]
    [InlineData("cheap ones", "", "", "Error: 'cheap ones' is not a condition; write for example price > 10 and city = Berlin")]
    public async Task Query_ByConditions_PicksRows(string where, string columns, string sort, string expected)
    {
        await WriteAsync("sales.csv", Sales);

        Assert.Equal(expected, await Tools.RunAsync(new CsvQueryTool(_files), new { path = "sales.csv", where, columns, sort }));
    }

    [Fact]
    public async Task Query_OfManyRows_SaysThatThereAreMore()
    {
        await WriteAsync("many.csv", "n\n" + string.Join('\n', Enumerable.Range(0, 100)));

        Assert.Equal("n\n0\n1\n(2 of 100 rows)", await Tools.RunAsync(new CsvQueryTool(_files), new { path = "many.csv", limit = 2 }));
    }

    [Fact]
    public async Task Json_OfAFile_HasAnObjectForEachRow()
    {
        await WriteAsync("semicolons.csv", "id;größe\n007;1,5\n\"8\n9\"\n");

        Assert.Equal("""[{"id":"007","größe":"1,5"},{"id":"8\n9","größe":""}]""", await Tools.RunAsync(new CsvToJsonTool(_files), new { path = "semicolons.csv" }));
    }

    [Fact]
    public async Task Statistics_OfAFile_DescribeEachColumn()
    {
        await WriteAsync("sales.csv", Sales);

        Assert.Equal(
            "rows: 4\ncity: 3 distinct, most frequent Berlin (2)\nprice: sum 119.5, mean 39.8333, min 7, max 100, 1 empty\nnote: 3 distinct, 1 empty",
            await Tools.RunAsync(new CsvStatisticsTool(_files), new { path = "sales.csv" }));
    }

    [Theory]
    [InlineData("", "Error: the file is empty")]
    [InlineData("a,b\n1,2,3\n", "Error: row 2 has 3 fields, the header has 2")]
    [InlineData("a,b\n1,x\"y\n", "Error: row 2 is not CSV: a quote is not closed, or stands inside a field")]
    public async Task AnyTool_OnAFileThatIsNoTable_SaysWhy(string text, string expected)
    {
        await WriteAsync("a.csv", text);

        Assert.Equal(expected, await Tools.RunAsync(new CsvStatisticsTool(_files), new { path = "a.csv" }));
    }

    [Fact]
    public async Task AnyTool_OnHostileFiles_ComesToAnEnd()
    {
        await WriteAsync("quote.csv", "a,b\n\"" + new string('x', 900_000));
        await WriteAsync("wide.csv", new string(',', 900_000));
        await WriteAsync("tall.csv", new string('\n', 900_000));
        await WriteAsync("many.csv", "a\n" + new StringBuilder().Insert(0, "1\n", 100_001));

        await WriteAsync("filled.csv", string.Join(',', Enumerable.Range(0, 500)) + "\n" + new StringBuilder().Insert(0, "1\n", 50_000));

        foreach (var path in (string[])["quote.csv", "wide.csv", "tall.csv", "many.csv", "filled.csv", "../x.csv"])
        {
            Assert.StartsWith("Error: ", await Tools.RunAsync(new CsvQueryTool(_files), new { path }));
        }
    }

    public void Dispose() => _root.Dispose();

    private Task<ToolResult> WriteAsync(string path, string text) => _files.WriteAsync(ToolRunner.User, path, text, TestContext.Current.CancellationToken);
}
