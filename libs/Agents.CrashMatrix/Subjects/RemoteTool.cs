using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>A tool that has the other side do something.</summary>
internal sealed class RemoteTool(Remote remote) : IAsksRemoteTool
{
    public const string Name = "do_remotely";
    public const string What = "what";

    public ToolDefinition Definition { get; } = new()
    {
        Name = Name,
        Description = "Have the other side do something.",
        WhenToUse = "Use it to do the first or the second thing.",
        Category = "crash-matrix",
        Effect = remote.Class,
        Parameters = [new ToolParameter(What, ToolParameterKind.Text, "What to do.")],

        // A machine that is busy with killing processes is slow.
        Timeout = TimeSpan.FromMinutes(1),
    };

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default) =>
        ToolResult.Success(await remote.DoAsync(context.Key, arguments.GetText(What)).ConfigureAwait(false));

    public Task<ToolResult?> AskStatusAsync(string key, ToolContext context, CancellationToken cancellationToken) =>
        Task.FromResult<ToolResult?>(remote.Find(key) is { } result ? ToolResult.Success(result) : null);
}
