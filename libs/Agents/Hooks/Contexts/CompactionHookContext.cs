using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A conversation is made shorter.</summary>
/// <param name="point">The point.</param>
public sealed class CompactionHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the conversation as it is, oldest message first.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Gets or sets the shorter one; before it is made, what takes its place.</summary>
    public IReadOnlyList<ChatMessage>? Compacted { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Compacted is not null;
}
