using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tools;

/// <summary>What <see cref="BuiltInTools"/> stand on. One set serves a process.</summary>
public sealed record BuiltInToolServices
{
    /// <summary>Gets where agents remember.</summary>
    public required IMemoryStore Memory { get; init; }

    /// <summary>Gets the users' files.</summary>
    public required UserFiles Files { get; init; }

    /// <summary>Gets where messages between agents wait.</summary>
    public required IMessageInbox Inbox { get; init; }

    /// <summary>Gets the hooks that see, change or refuse what happens to the memory.</summary>
    public HookPipeline Hooks { get; init; } = HookPipeline.Empty;

    /// <summary>Gets the clock.</summary>
    public required TimeProvider Time { get; init; }
}
