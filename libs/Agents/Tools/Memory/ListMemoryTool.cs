using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Lists what the user had stored.</summary>
/// <param name="memory">Where it is stored.</param>
public sealed class ListMemoryTool(IMemoryStore memory) : ITool
{
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
        var entries = await memory.ListAsync(context.User, MemoryLimits.MaxListed, cancellationToken).ConfigureAwait(false);
        return ToolResult.Success(entries.Count == 0 ? "(nothing is stored)" : MemoryLimits.Write(entries));
    }
}
