using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>A hook that has nothing to say.</summary>
internal sealed class NoOpHook(int number) : IHook
{
    public string Name { get; } = $"no-op {number}";

    public int Priority => number;

    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.StepStarting];

    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken) => new(HookResult.Continue);
}
