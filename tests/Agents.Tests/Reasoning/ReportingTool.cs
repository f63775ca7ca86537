using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>A tool that tells its progress as the test says.</summary>
internal sealed class ReportingTool(Action<IProgress<ToolProgress>> report) : ITool
{
    public ToolDefinition Definition { get; } = new() { Name = "report", Description = "Reports.", WhenToUse = "Use it.", Category = ToolCategories.System };

    public ToolContext? Context { get; private set; }

    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        Context = context;
        report(context.Progress!);
        return new(ToolResult.Success("done"));
    }
}
