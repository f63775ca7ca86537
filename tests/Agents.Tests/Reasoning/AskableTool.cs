using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>A tool whose other side answers what the test says when it is asked about a call.</summary>
internal sealed class AskableTool(string name, Func<string, ToolResult?> status) : ActingTool(name, EffectClass.AsksRemote), IAsksRemoteTool
{
    public Task<ToolResult?> AskStatusAsync(string key, ToolContext context, CancellationToken cancellationToken = default) => Task.FromResult(status(key));
}
