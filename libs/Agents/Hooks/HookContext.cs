using System.Diagnostics;

namespace Switchyard.Agents.Hooks;

/// <summary>What happens in an agent's work, as hooks see it. What a hook may change has a setter.</summary>
/// <remarks>Whatever has a beginning and an end has one context for both, so that a hook finds in <see cref="Items"/> at the end what it noted at the beginning. Used by one thread at a time.</remarks>
public abstract class HookContext
{
    private Dictionary<object, object>? _items;

    /// <summary>Initializes a new instance of the <see cref="HookContext"/> class.</summary>
    /// <param name="point">The point.</param>
    protected HookContext(HookPoint point) => Point = point;

    /// <summary>Gets or sets the point; set by the agent, which moves the context of a call from its beginning to its end.</summary>
    public HookPoint Point { get; set; }

    /// <summary>Gets the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Gets the name of the agent that works.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets on whose behalf it works.</summary>
    public string User { get; init; } = "local";

    /// <summary>Gets the step of the run, from 1; 0 outside of steps.</summary>
    public int Step { get; init; }

    /// <summary>Gets the node of the graph, where there is one.</summary>
    public string? Node { get; init; }

    /// <summary>Gets or sets the span of what happens. Whoever makes the call sets <see cref="System.Diagnostics.Activity.Current"/> to it, so that what the call does outside belongs to the span.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Gets what hooks have noted between a beginning and its end, by keys of their own.</summary>
    public IDictionary<object, object> Items => _items ??= [];

    /// <summary>Gets whether the context holds an outcome, without which nothing can be replaced.</summary>
    public virtual bool HasOutcome => false;
}
