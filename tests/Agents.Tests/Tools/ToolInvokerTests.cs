using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;

namespace Switchyard.Agents.Tests.Tools;

public sealed class ToolInvokerTests
{
    private static readonly ToolParameter s_text = new("text", ToolParameterKind.Text, "A text.") { MaxLength = 5 };
    private static readonly ToolParameter s_texts = new("texts", ToolParameterKind.TextList, "Texts.") { MaxLength = 5, MaxItems = 2 };

    [Fact]
    public async Task Invoke_SlowTool_EndsWithATimeOut()
    {
        var tool = new FakeTool("slow", async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ToolResult.Success("never");
        });

        Assert.Equal("Error: slow took longer than 0.1 seconds", await ToolRunner.RunAsync(tool, "{}"));
    }

    [Fact]
    public async Task Invoke_BrokenTool_IsAResultWithoutItsMessage()
    {
        var tool = new FakeTool("broken", _ => throw new InvalidOperationException("/secret/path"));

        Assert.Equal("Error: broken failed (InvalidOperationException)", await ToolRunner.RunAsync(tool, "{}"));
    }

    [Fact]
    public async Task Invoke_CallerCancels_Throws()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var tool = new FakeTool("slow", cancellationToken => Task.FromCanceled<ToolResult>(cancellationToken));
        var invoker = new ToolInvoker(new ToolBox([tool]), 100, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invoker.InvokeAsync("slow", [], new ToolContext("ada"), cancel.Token));
    }

    [Theory]
    [InlineData("{}", "Error: the argument 'text' is missing; echo takes text")]
    [InlineData("""{"text":null}""", "Error: the argument 'text' is missing; echo takes text")]
    [InlineData("""{"text":["a"]}""", "Error: the argument 'text' must be a text")]
    [InlineData("""{"text":{"a":1}}""", "Error: the argument 'text' must be a text")]
    [InlineData("""{"text":"123456"}""", "Error: the argument 'text' is longer than 5 characters")]
    [InlineData("""{"text":"a","more":1}""", "Error: echo has no argument 'more'; echo takes text")]
    [InlineData("""{"text":"a"}""", "done")]
    [InlineData("""{"text":true}""", "done")]
    public async Task Invoke_Arguments_AreChecked(string arguments, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new FakeTool("echo", _ => Task.FromResult(ToolResult.Success("done")), s_text), arguments));

    [Fact]
    public async Task Invoke_ValueNotAllowed_NamesTheAllowed()
    {
        var tool = new FakeTool("paint", _ => Task.FromResult(ToolResult.Success("done")), s_text with { AllowedValues = ["red", "blue"] });

        Assert.Equal("Error: the argument 'text' must be one of red, blue", await ToolRunner.RunAsync(tool, """{"text":"pink"}"""));
        Assert.Equal("done", await ToolRunner.RunAsync(tool, """{"text":"RED"}"""));
    }

    [Theory]
    [InlineData("""{"texts":["a",2]}""", "done")]
    [InlineData("""{"texts":[]}""", "done")]
    [InlineData("""{"texts":"a"}""", "Error: the argument 'texts' must be a list of texts")]
    [InlineData("""{"texts":["a",["b"]]}""", "Error: the argument 'texts' must be a list of texts")]
    [InlineData("""{"texts":["a","123456"]}""", "Error: the argument 'texts' is longer than 5 characters")]
    [InlineData("""{"texts":["a","b","c"]}""", "Error: the argument 'texts' has more than 2 texts")]
    public async Task Invoke_List_IsChecked(string arguments, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new FakeTool("echo", _ => Task.FromResult(ToolResult.Success("done")), s_texts), arguments));

    [Fact]
    public async Task Invoke_CutInsideASurrogatePair_KeepsTheTextWhole()
    {
        var tool = new FakeTool("wave", _ => Task.FromResult(ToolResult.Success("ab👋")));
        var invoker = new ToolInvoker(new ToolBox([tool]), 3, TimeProvider.System);

        var result = await invoker.InvokeAsync("wave", [], new ToolContext("ada"), TestContext.Current.CancellationToken);

        Assert.Equal("ab\n(cut: 3 of 4 characters shown)", result.Output);
    }

    [Fact]
    public void ToolBox_TwoOfOneName_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ToolBox([new CalculatorTool(), new CalculatorTool()]));

        Assert.StartsWith("Two tools are named 'calculator'", exception.Message);
    }

    [Fact]
    public void Schema_OfParameters_IsAJsonSchema()
    {
        var definition = new ToolDefinition
        {
            Name = "t",
            Description = "t",
            Category = ToolCategories.Text,
            WhenToUse = "t",
            Parameters = [s_text with { AllowedValues = ["a"] }, new("n", ToolParameterKind.Number, "N."), new("i", ToolParameterKind.WholeNumber, "I.") { Required = false }, s_texts],
        };

        Assert.Equal(
            """{"type":"object","properties":{"text":{"type":"string","description":"A text.","maxLength":5,"enum":["a"]},"n":{"type":"number","description":"N."},"i":{"type":"integer","description":"I."},"texts":{"type":"array","description":"Texts.","items":{"type":"string","maxLength":5},"maxItems":2}},"required":["text","n","texts"],"additionalProperties":false}""",
            definition.JsonSchema.GetRawText());
    }
}
