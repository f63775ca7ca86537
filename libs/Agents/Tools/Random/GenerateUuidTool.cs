namespace Switchyard.Agents.Tools.Random;

/// <summary>Makes a random UUID (version 4).</summary>
public sealed class GenerateUuidTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "generate_uuid",
        Description = "Generate a new UUID.",
        Category = ToolCategories.System,
        WhenToUse = "Use it for a new unique id.",
        Tags = ["uuid", "guid", "unique", "id", "identifier", "generate"],
        Examples = ["Give me a new UUID.", "I need a GUID.", "Create a unique id."],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default) =>
        new(ToolResult.Success(Guid.NewGuid().ToString("D")));
}
