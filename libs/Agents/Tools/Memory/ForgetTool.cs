using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Deletes a value the user had stored.</summary>
/// <param name="memory">Where it is stored.</param>
/// <param name="hooks">The hooks that see, change or refuse what happens to the memory.</param>
public sealed class ForgetTool(IMemoryStore memory, HookPipeline hooks) : ITool
{
    private readonly MemoryHooks _hooks = new(hooks);

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "forget",
        Description = "Delete a value from long-term memory.",
        Category = ToolCategories.Memory,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it when the user wants something no longer remembered.",
        Parameters = [new("key", ToolParameterKind.Text, "What it was called.") { MaxLength = MemoryLimits.MaxKeyLength }],
        Tags = ["forget", "delete", "erase", "memory"],
        Examples = ["Forget my color.", "Delete color from your memory."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var key = MemoryLimits.Normalize(arguments.GetText("key"));

        (key, _, var outcome) = await _hooks.AskAsync(HookPoint.MemoryWriting, context, key, null, cancellationToken).ConfigureAwait(false);
        if (outcome is { } said)
        {
            return said;
        }

        // Not an error when it is gone already: a call repeated after a crash finds what the first one did.
        return ToolResult.Success(await memory.DeleteAsync(context.User, key, cancellationToken).ConfigureAwait(false) ? "ok" : $"nothing was stored under {key}");
    }
}
