using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>A hook that does what the test says, and remembers where it was asked.</summary>
internal sealed class ScriptedHook(Func<HookContext, HookResult> says, params IReadOnlyList<HookPoint> points) : IHook
{
    private readonly List<HookPoint> _seen = [];

    public string Name => "scripted";

    public int Priority => 0;

    public IReadOnlyList<HookPoint> Points => points.Count > 0 ? points : HookPoints.All;

    public IReadOnlyList<HookPoint> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        lock (_seen)
        {
            _seen.Add(context.Point);
        }

        return ValueTask.FromResult(says(context));
    }

    public HookPipeline ToPipeline() => new([this], new HookPipelineOptions { TimeBudget = TimeSpan.FromMinutes(1) }, TimeProvider.System);
}
