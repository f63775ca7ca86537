using System.Text.Json;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Tools.Outputs;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>The whole outputs of a run's tool calls, out of their journalled results: whoever goes on with the run finds them too.</summary>
/// <param name="node">The node that looks for them.</param>
internal sealed class JournalledOutputs(NodeContext node) : IKeptOutputs
{
    private const int HandleLength = 8;

    // The member of a journalled result that holds it; see ToolCallOutcome.Whole.
    private const string Member = "whole";

    /// <summary>The handle of what a call gives: the beginning of the call's key, short enough for a small model to repeat.</summary>
    public static string HandleOf(string key) => key[..HandleLength];

    public async Task<string?> FindAsync(string handle, CancellationToken cancellationToken = default) =>
        handle.Length == HandleLength
            && await node.FindResultAsync(handle, cancellationToken).ConfigureAwait(false) is { ValueKind: JsonValueKind.Object } result
            && result.TryGetProperty(Member, out var whole)
                ? whole.GetString()
                : null;
}
