using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests;

/// <summary>A tool that does what the test says.</summary>
internal sealed class FakeTool(string name, Func<CancellationToken, Task<ToolResult>> work, params IReadOnlyList<ToolParameter> parameters) : ITool
{
    public ToolDefinition Definition { get; } = new() { Name = name, Description = name, Category = ToolCategories.Text, WhenToUse = name, Parameters = parameters, Timeout = TimeSpan.FromMilliseconds(100) };

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken) => await work(cancellationToken);
}
