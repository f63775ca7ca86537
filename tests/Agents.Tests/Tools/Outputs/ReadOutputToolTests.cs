using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Outputs;

namespace Switchyard.Agents.Tests.Tools.Outputs;

public sealed class ReadOutputToolTests
{
    private readonly ToolInvoker _invoker = new(new ToolBox([new ReadOutputTool()]), 100_000, TimeProvider.System);

    [Fact]
    public async Task Read_OfAPart_SaysWhereItStands()
    {
        Assert.Equal("(characters 3 to 6 of 10)\n345", await ReadAsync("0123456789", new { handle = "h", from = 3, length = 3 }));
        Assert.Equal("(characters 8 to 10 of 10)\n89", await ReadAsync("0123456789", new { handle = " h ", from = 8 }));
        Assert.Equal("Error: from must be 0 to 9 and length 1 to 20000", await ReadAsync("0123456789", new { handle = "h", from = 10 }));
    }

    [Fact]
    public async Task Read_InsideASurrogatePair_KeepsItWhole()
    {
        Assert.Equal("(characters 1 to 4 of 4)\n👋b", await ReadAsync("a👋b", new { handle = "h", from = 2 }));
        Assert.Equal("(characters 0 to 3 of 4)\na👋", await ReadAsync("a👋b", new { handle = "h", length = 2 }));
    }

    [Fact]
    public async Task Read_WithAnotherHandle_FindsNothing() =>
        Assert.Equal("Error: there is no output with this handle here; call the tool that gave it again", await ReadAsync("0123", new { handle = "other" }));

    [Fact]
    public async Task Read_OutsideOfARun_FindsNothing()
    {
        var result = await _invoker.InvokeAsync("read_output", [new("handle", "h")], new ToolContext("ada"), TestContext.Current.CancellationToken);

        Assert.Equal("there is no output with this handle here; call the tool that gave it again", result.ErrorMessage);
    }

    private async Task<string> ReadAsync(string output, object arguments)
    {
        var read = JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(arguments))!;
        var context = new ToolContext("ada") { Outputs = new FixedOutputs("h", output) };
        return (await _invoker.InvokeAsync("read_output", read, context, TestContext.Current.CancellationToken)).Output;
    }
}
