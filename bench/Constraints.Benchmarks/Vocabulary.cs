using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Peers;

namespace Switchyard.Constraints.Benchmarks;

/// <summary>The bytes of the o200k tokens, from the npm package.</summary>
internal static class Vocabulary
{
    public static async Task<ReadOnlyMemory<byte>[]> LoadAsync(CancellationToken cancellationToken)
    {
        await using var peer = NodePeer.Start("vocabulary.mjs");
        var answer = await peer.AskAsync(JsonValue.Create("o200k")!, cancellationToken);
        return [.. answer.Result!["tokens"]!.AsArray().Select(token => (ReadOnlyMemory<byte>)Convert.FromBase64String((string)token!))];
    }
}
