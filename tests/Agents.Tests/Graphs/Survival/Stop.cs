using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Tests.Graphs.Survival;

/// <summary>A place in a run at which it is held until a test lets it go on.</summary>
internal sealed class Stop
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what is done when a node is held.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _released.SetResult();

    /// <summary>A graph each of whose nodes is held, and adds its name.</summary>
    public StateGraph<Story> Chain(params string[] nodes) => GraphBench.Chain(
        node => async (_, story, _) =>
        {
            _reached.TrySetResult();
            await _released.Task;
            return story.Add(node);
        },
        nodes);
}
