using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Tools.Outputs;

public sealed class ToolOutputsTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Invoke_LongOutput_SaysHowToReadOn()
    {
        var invoker = Create(new string('a', 10) + new string('b', 10), maxOutputLength: 10);

        var cut = await InvokeAsync(invoker, "speak", "{}");
        var handle = cut.Split("handle ")[1][..8];
        var rest = await InvokeAsync(invoker, "read_output", JsonSerializer.Serialize(new { handle, from = 10 }), "ada");

        Assert.Equal($"aaaaaaaaaa\n(cut: 10 of 20 characters shown; read_output with handle {handle} and from 10 reads on)", cut);
        Assert.StartsWith("(character", rest);
    }

    [Fact]
    public async Task Read_OfAPart_SaysWhereItStands()
    {
        var outputs = Keep(new ToolOutputsOptions(), "0123456789");

        Assert.Equal("(characters 3 to 6 of 10)\n345", await ReadAsync(outputs, new { handle = Handle("0123456789"), from = 3, length = 3 }));
        Assert.Equal("(characters 8 to 10 of 10)\n89", await ReadAsync(outputs, new { handle = Handle("0123456789"), from = 8 }));
        Assert.Equal("Error: from must be 0 to 9 and length 1 to 20000", await ReadAsync(outputs, new { handle = Handle("0123456789"), from = 10 }));
    }

    [Fact]
    public async Task Read_InsideASurrogatePair_KeepsItWhole()
    {
        var outputs = Keep(new ToolOutputsOptions(), "a👋b");

        Assert.Equal("(characters 1 to 4 of 4)\n👋b", await ReadAsync(outputs, new { handle = Handle("a👋b"), from = 2 }));
        Assert.Equal("(characters 0 to 3 of 4)\na👋", await ReadAsync(outputs, new { handle = Handle("a👋b"), length = 2 }));
    }

    [Fact]
    public void Read_OfAnotherUsers_FindsNothing()
    {
        var outputs = Keep(new ToolOutputsOptions(), "mine");

        Assert.Null(outputs.Read("bob", Handle("mine")));
        Assert.Equal("mine", outputs.Read("ada", Handle("mine")));
    }

    [Fact]
    public void Read_AfterItsTime_FindsNothing()
    {
        var outputs = Keep(new ToolOutputsOptions { Lifetime = TimeSpan.FromMinutes(30) }, "old");

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Null(outputs.Read("ada", Handle("old")));
    }

    [Fact]
    public void Keep_OverAUsersBound_DropsTheOldestOfThatUser()
    {
        var outputs = new ToolOutputs(new ToolOutputsOptions { MaxCharactersPerUser = 10 }, _time);
        outputs.Keep("bob", "bob's");
        outputs.Keep("ada", "first");
        outputs.Keep("ada", "2nd");
        outputs.Keep("ada", "third");

        Assert.Null(outputs.Read("ada", Handle("first")));
        Assert.Equal("2nd", outputs.Read("ada", Handle("2nd")));
        Assert.Equal("bob's", outputs.Read("bob", Handle("bob's")));
        Assert.Null(outputs.Keep("ada", "longer than ten"));
    }

    [Fact]
    public void Keep_OverTheBoundOfAll_DropsTheOldest()
    {
        var outputs = new ToolOutputs(new ToolOutputsOptions { MaxCharactersPerUser = 10, MaxCharacters = 12 }, _time);
        outputs.Keep("bob", "12345678");
        outputs.Keep("ada", "12345");

        Assert.Null(outputs.Read("bob", Handle("12345678")));
        Assert.Equal("12345", outputs.Read("ada", Handle("12345")));
    }

    [Fact]
    public void Keep_SameTextAgain_HasTheSameHandleAndPlace()
    {
        var outputs = new ToolOutputs(new ToolOutputsOptions { MaxCharactersPerUser = 10 }, _time);

        Assert.Equal(outputs.Keep("ada", "12345678"), outputs.Keep("ada", "12345678"));
        Assert.Equal("12345678", outputs.Read("ada", Handle("12345678")));
    }

    [Fact]
    public void Keep_ByManyAtOnce_KeepsEach()
    {
        var outputs = new ToolOutputs(new ToolOutputsOptions(), TimeProvider.System);

        Parallel.For(0, 1_000, number => outputs.Keep($"user{number % 7}", $"text {number}"));

        Assert.All(Enumerable.Range(0, 1_000), number => Assert.Equal($"text {number}", outputs.Read($"user{number % 7}", Handle($"text {number}"))));
    }

    private static string Handle(string text) => new ToolOutputs(new ToolOutputsOptions(), TimeProvider.System).Keep("anybody", text)!;

    private ToolOutputs Keep(ToolOutputsOptions options, string text)
    {
        var outputs = new ToolOutputs(options, _time);
        outputs.Keep("ada", text);
        return outputs;
    }

    private static Task<string> ReadAsync(ToolOutputs outputs, object arguments) => ToolRunner.RunAsync(new ReadOutputTool(outputs), JsonSerializer.Serialize(arguments));

    private ToolInvoker Create(string output, int maxOutputLength) =>
        new(new ToolBox([new FakeTool("speak", _ => Task.FromResult(ToolResult.Success(output))), new ReadOutputTool(new ToolOutputs(new ToolOutputsOptions(), _time))]), maxOutputLength, _time);

    private static async Task<string> InvokeAsync(ToolInvoker invoker, string name, string arguments, string user = "ada") =>
        (await invoker.InvokeAsync(name, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!, new ToolContext(user), TestContext.Current.CancellationToken)).Output;
}
