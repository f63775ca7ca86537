using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Tools;

/// <summary>A tool whose calls wait until the test lets them go, and that counts how many are in at once.</summary>
internal sealed class GatedTool(int maxConcurrency) : ITool
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _twoAreIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _most;

    public ToolDefinition Definition { get; } = new() { Name = "gated", Description = "g", Category = ToolCategories.Text, WhenToUse = "g", MaxConcurrency = maxConcurrency };

    public int MostAtOnce => _most;

    public Task TwoAreIn => _twoAreIn.Task;

    public void Open() => _open.SetResult();

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var inside = Interlocked.Increment(ref _inside);
        _most = Math.Max(_most, inside);
        if (inside == 2)
        {
            _twoAreIn.TrySetResult();
        }

        // Not the call's own limit: the test decides when it ends.
        await _open.Task.WaitAsync(TestContext.Current.CancellationToken);
        Interlocked.Decrement(ref _inside);
        return ToolResult.Success("done");
    }
}
