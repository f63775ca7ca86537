using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Lists what the user had stored.</summary>
/// <param name="memory">Where it is stored.</param>
/// <param name="hooks">The hooks that see, change or refuse what happens to the memory.</param>
public sealed class ListMemoryTool(IMemoryStore memory, HookPipeline hooks) : ITool
{
    private readonly MemoryHooks _hooks = new(hooks);

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "list_memory",
        Description = "List everything in long-term memory.",
        Category = ToolCategories.Memory,
        WhenToUse = "Use it for all that is remembered about the user.",
        Tags = ["everything", "memory", "memories", "list", "known"],
        Examples = ["List everything you remember about me.", "Show all memories."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (_, _, outcome) = await _hooks.AskAsync(HookPoint.MemoryReading, context, "", null, cancellationToken).ConfigureAwait(false);
        if (outcome is { } said)
        {
            return said;
        }

        var entries = await memory.ListAsync(context.User, MemoryLimits.MaxListed, cancellationToken).ConfigureAwait(false);
        return ToolResult.Success(entries.Count == 0 ? "(nothing is stored)" : MemoryLimits.Write(entries));
    }
}
