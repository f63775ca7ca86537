using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A conversation is made shorter.</summary>
/// <param name="point">The point.</param>
public sealed class CompactionHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the name of the conversation. It is made shorter between runs, so <see cref="HookContext.RunId"/> is that of none.</summary>
    public required string Session { get; init; }

    /// <summary>Gets what of the conversation something shorter is to stand for, oldest message first; what stands for the part before it is the first one.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Gets or sets what then stands for it; before it is made, what takes its place.</summary>
    public IReadOnlyList<ChatMessage>? Compacted { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Compacted is not null;
}
