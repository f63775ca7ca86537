using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;
using Switchyard.Agents.Tools.Search;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Finds what the user had stored by words of it.</summary>
/// <param name="memory">Where it is stored.</param>
/// <param name="hooks">The hooks that see, change or refuse what happens to the memory.</param>
public sealed class SearchMemoryTool(IMemoryStore memory, HookPipeline hooks) : ITool
{
    private const int MaxFound = 10;

    private readonly MemoryHooks _hooks = new(hooks);

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "search_memory",
        Description = "Search the memory for related facts.",
        Category = ToolCategories.Memory,
        WhenToUse = "Use it when it is not clear under which name something was stored.",
        Parameters = [new("query", ToolParameterKind.Text, "Words of what is looked for.") { MaxLength = 500 }],
        Tags = ["search", "memory", "find", "facts", "related", "about"],
        Examples = ["Search your memory for garden", "What do you know about my garden?"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var (query, _, outcome) = await _hooks.AskAsync(HookPoint.MemoryReading, context, arguments.GetText("query"), null, cancellationToken).ConfigureAwait(false);
        if (outcome is { } said)
        {
            return said;
        }

        var entries = await memory.ListAsync(context.User, MemoryLimits.MaxListed, cancellationToken).ConfigureAwait(false);
        var index = new TextIndex(entries.Select(entry => new TextDocument(entry.Key, entry.Key, entry.Value)));
        var found = index.Search(query, MaxFound);
        return ToolResult.Success(found.Count == 0 ? SearchOutput.Nothing : MemoryLimits.Write(found.Select(match => new MemoryEntry(match.Document.Address, match.Document.Text))));
    }
}
