using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Stores a value for the user.</summary>
/// <param name="memory">Where it is stored.</param>
/// <param name="hooks">The hooks that see, change or refuse what happens to the memory.</param>
public sealed class RememberTool(IMemoryStore memory, HookPipeline hooks) : ITool
{
    private readonly MemoryHooks _hooks = new(hooks);

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "remember",
        Description = "Store a value in long-term memory.",
        Category = ToolCategories.Memory,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it when the user wants something remembered, stored or noted.",
        Parameters =
        [
            new("key", ToolParameterKind.Text, "What to call it.") { MaxLength = MemoryLimits.MaxKeyLength },
            new("value", ToolParameterKind.Text, "What to remember.") { MaxLength = MemoryLimits.MaxValueLength },
        ],
        Tags = ["remember", "store", "note", "memory", "keep", "save", "memorize"],
        Examples = ["Remember that my color is blue.", "Please remember: key is value.", "Note that the door is open.", "Store a = b"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var key = MemoryLimits.Normalize(arguments.GetText("key"));
        if (key.Length == 0)
        {
            return ToolResult.Failure("the key is empty");
        }

        (key, var value, var outcome) = await _hooks.AskAsync(HookPoint.MemoryWriting, context, key, arguments.GetText("value"), cancellationToken).ConfigureAwait(false);
        if (outcome is { } said)
        {
            return said;
        }

        return await memory.SetAsync(context.User, key, value ?? "", cancellationToken).ConfigureAwait(false)
            ? ToolResult.Success("ok")
            : ToolResult.Failure("the memory is full");
    }
}
