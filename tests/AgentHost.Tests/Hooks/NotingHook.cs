using System.Collections.Concurrent;
using Switchyard.Agents.Hooks;

namespace Switchyard.AgentHost.Tests.Hooks;

/// <summary>Notes what it is shown, as the test wants it.</summary>
internal sealed class NotingHook(Func<HookContext, string> note, params IReadOnlyList<HookPoint> points) : IHook
{
    public string Name => "noting";

    public int Priority => 0;

    public IReadOnlyList<HookPoint> Points => points;

    public bool OnlyObserves => true;

    public ConcurrentQueue<string> Notes { get; } = [];

    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        Notes.Enqueue($"{context.Point} {note(context)}".TrimEnd());
        return new(HookResult.Continue);
    }
}
