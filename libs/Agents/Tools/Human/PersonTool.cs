namespace Switchyard.Agents.Tools.Human;

/// <summary>Stands for a person among the tools. Where nobody made a question of the call, there is no way to wait for one, and it says so.</summary>
internal sealed class PersonTool(ToolDefinition definition) : ITool
{
    public ToolDefinition Definition => definition;

    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default) =>
        new(ToolResult.Failure("nobody can be asked here: this run cannot wait for a person"));
}
