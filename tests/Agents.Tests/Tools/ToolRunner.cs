using System.Text.Json;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Tools;

/// <summary>Calls a tool the way the agent does, with arguments as JSON.</summary>
internal static class ToolRunner
{
    public const string User = "ada";

    public static async Task<string> RunAsync(ITool tool, string arguments, string user = User)
    {
        var invoker = new ToolInvoker(new ToolBox([tool]), 100_000, TimeProvider.System);
        var parsed = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!;
        var result = await invoker.InvokeAsync(tool.Definition.Name, parsed, new ToolContext(user), TestContext.Current.CancellationToken);
        Assert.Equal(result.IsSuccess, !result.Output.StartsWith("Error: ", StringComparison.Ordinal));
        return result.Output;
    }
}
