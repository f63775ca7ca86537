using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Tests.Hooks;

/// <summary>A hook that does what the test says.</summary>
internal sealed class FakeHook(string name, Func<HookContext, CancellationToken, ValueTask<HookResult>> invoke) : IHook
{
    public FakeHook(string name, HookResult result)
        : this(name, (_, _) => new(result))
    {
    }

    public string Name => name;

    public int Priority { get; init; }

    public IReadOnlyList<HookPoint> Points { get; init; } = HookPoints.All;

    public bool OnlyObserves { get; init; }

    public bool IsGuard { get; init; }

    public Func<HookContext, bool> Filter { get; init; } = _ => true;

    public bool Matches(HookContext context) => Filter(context);

    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken) => invoke(context, cancellationToken);
}
