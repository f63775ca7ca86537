using System.Collections.Concurrent;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>A tool that does something outside: it remembers its calls, and answers what the test says.</summary>
internal class ActingTool(string name, EffectClass effectClass = EffectClass.Pure) : ITool
{
    private readonly ConcurrentQueue<(ToolContext Context, string Text)> _calls = [];

    public ToolDefinition Definition { get; init; } = new()
    {
        Name = name,
        Description = name,
        WhenToUse = name,
        Category = ToolCategories.Communication,
        Effect = effectClass,
        Parameters = [new ToolParameter("text", ToolParameterKind.Text, "What to do.") { Required = false }],
    };

    public Func<string, CancellationToken, Task<ToolResult>> Work { get; set; } = (text, _) => Task.FromResult(ToolResult.Success("did " + text));

    public IReadOnlyList<string> Texts => [.. _calls.Select(call => call.Text)];

    public IReadOnlyList<ToolContext> Contexts => [.. _calls.Select(call => call.Context)];

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        var text = arguments.GetText("text");
        _calls.Enqueue((context, text));
        return await Work(text, cancellationToken);
    }
}
