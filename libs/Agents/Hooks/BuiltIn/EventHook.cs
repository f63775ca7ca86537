using System.Text.Json;
using Switchyard.Events;

namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>Tells a bus what happens, without its content: topic <c>runs.{run}.{point}</c>, like <c>runs.0196….ToolCalled</c>.</summary>
/// <param name="bus">The bus.</param>
/// <param name="points">What is told.</param>
public sealed class EventHook(IEventBus bus, IReadOnlyList<HookPoint> points) : IHook
{
    /// <inheritdoc/>
    public string Name => "events";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points => points;

    /// <inheritdoc/>
    public bool OnlyObserves => true;

    /// <inheritdoc/>
    public async ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var data = JsonSerializer.SerializeToElement(new HookNotice(context.Agent, context.User, context.Step, context.Node), HookJsonContext.Default.HookNotice);
        await bus.PublishAsync(new BusEvent($"runs.{context.RunId:N}.{context.Point}", data), cancellationToken).ConfigureAwait(false);
        return HookResult.Continue;
    }
}
