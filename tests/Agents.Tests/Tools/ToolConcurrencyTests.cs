using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Tools;

public sealed class ToolConcurrencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoke_ByTwoInvokers_SharesTheToolsLimit()
    {
        var tool = new GatedTool(maxConcurrency: 2);
        var invokers = Enumerable.Range(0, 5).Select(_ => new ToolInvoker(new ToolBox([tool]), 100, TimeProvider.System)).ToList();

        var calls = invokers.ConvertAll(invoker => invoker.InvokeAsync("gated", [], new ToolContext("ada"), Token));
        await tool.TwoAreIn.WaitAsync(Token);
        tool.Open();
        var results = await Task.WhenAll(calls);

        Assert.All(results, result => Assert.Equal("done", result.Output));
        Assert.Equal(2, tool.MostAtOnce);
    }

    [Fact]
    public async Task Invoke_WhenNoPlaceGetsFree_SaysThatTheToolIsBusy()
    {
        var time = new ManualTimeProvider();
        var tool = new GatedTool(maxConcurrency: 1);
        var invoker = new ToolInvoker(new ToolBox([tool]), 100, time);
        var first = invoker.InvokeAsync("gated", [], new ToolContext("ada"), Token);
        var second = invoker.InvokeAsync("gated", [], new ToolContext("ada"), Token);

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("Error: gated is busy: 1 calls of it are under way", (await second).Output);
        tool.Open();
        await first;
    }

    [Fact]
    public async Task Invoke_CancelledWhileWaiting_LeavesThePlaceFree()
    {
        using var cancel = new CancellationTokenSource();
        var tool = new GatedTool(maxConcurrency: 1);
        var invoker = new ToolInvoker(new ToolBox([tool]), 100, TimeProvider.System);
        var first = invoker.InvokeAsync("gated", [], new ToolContext("ada"), Token);
        var second = invoker.InvokeAsync("gated", [], new ToolContext("ada"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        tool.Open();
        await first;
        Assert.Equal("done", (await invoker.InvokeAsync("gated", [], new ToolContext("ada"), Token)).Output);
    }

    [Fact]
    public async Task Invoke_ManyAtOnce_GivesEachItsOwnResult()
    {
        var invoker = new ToolInvoker(new ToolBox([new CalculatorTool()]), 100, TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            Task.Run(() => invoker.InvokeAsync("calculator", [new("expression", $"{number}*2")], new ToolContext("ada"), Token), Token)));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number * 2}"), results.Select(result => result.Output));
    }
}
