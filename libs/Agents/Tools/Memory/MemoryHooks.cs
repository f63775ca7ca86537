using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>Asks hooks before something is remembered or read, within the tool's call, so that what they say is part of its journalled result.</summary>
internal sealed class MemoryHooks(HookPipeline hooks)
{
    /// <summary>Asks.</summary>
    /// <param name="point">What is about to happen.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="key">The name or query; empty for everything.</param>
    /// <param name="value">What is to be remembered.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The name and the value as hooks would have them, and what the tool says where it shall not happen.</returns>
    public async ValueTask<(string Key, string? Value, ToolResult? Outcome)> AskAsync(HookPoint point, ToolContext context, string key, string? value, CancellationToken cancellationToken)
    {
        if (!hooks.HasHooks(point))
        {
            return (key, value, null);
        }

        var call = new MemoryHookContext(point)
        {
            RunId = context.RunId,
            Agent = context.CallPath is [.., var agent] ? agent : "",
            User = context.User,
            Key = key,
            Value = value,
        };
        var verdict = await hooks.RunAsync(call, cancellationToken).ConfigureAwait(false);
        ToolResult? outcome = verdict.IsVetoed ? ToolResult.Failure($"the memory was not touched: {verdict.Reason}")
            : verdict.IsReplaced ? ToolResult.Success(call.Value!)
            : null;
        return (call.Key, call.Value, outcome);
    }
}
