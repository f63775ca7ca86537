using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Reads a value the user had stored.</summary>
/// <param name="memory">Where it is stored.</param>
/// <param name="hooks">The hooks that see, change or refuse what happens to the memory.</param>
public sealed class RecallTool(IMemoryStore memory, HookPipeline hooks) : ITool
{
    private readonly MemoryHooks _hooks = new(hooks);

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "recall",
        Description = "Read a value from long-term memory.",
        Category = ToolCategories.Memory,
        WhenToUse = "Use it when the user asks for something remembered or stored before.",
        Parameters = [new("key", ToolParameterKind.Text, "What it was called.") { MaxLength = MemoryLimits.MaxKeyLength }],
        Tags = ["recall", "memory", "stored", "remembered", "what", "my", "remember"],
        Examples = ["What is the stored value of color?", "What is my color?", "Do you remember my color?", "Recall color", "What did I tell you about color?"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var key = MemoryLimits.Normalize(arguments.GetText("key"));
        (key, _, var outcome) = await _hooks.AskAsync(HookPoint.MemoryReading, context, key, null, cancellationToken).ConfigureAwait(false);
        if (outcome is { } said)
        {
            return said;
        }

        return await memory.GetAsync(context.User, key, cancellationToken).ConfigureAwait(false) is { } value
            ? ToolResult.Success(value)
            : ToolResult.Failure($"nothing is stored under {key}");
    }
}
