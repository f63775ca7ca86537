using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A message becomes part of the conversation.</summary>
/// <param name="point">The point.</param>
public sealed class MessageHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets or sets the message.</summary>
    public required ChatMessage Message { get; set; }
}
