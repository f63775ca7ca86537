using System.Text.Json;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Names the beginnings of a prompt: the hash of each block of 128 bytes together with all before it. Two prompts have the same name for a block only where
/// they are alike up to its end. Hashes are kept, never text: the memory of a prompt is a sixteenth of it, and what callers wrote cannot be read out of it.
/// </summary>
internal static class PromptBlocks
{
    /// <summary>The length of a block: about 32 tokens, two of the blocks in which vLLM keeps its cache.</summary>
    public const int BlockBytes = 128;

    // 256 KiB, about 64,000 tokens. Who shares so much is told apart well enough.
    private const int MaxBlocks = 2048;

    // Another in every process, so that nobody can prepare prompts whose blocks are named alike.
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64();

    /// <summary>Names the whole blocks of the prompt in <paramref name="body"/>, a valid JSON object, for <paramref name="model"/>.</summary>
    public static ulong[] Name(ReadOnlySpan<byte> body, string model)
    {
        var prompt = body[StartOf(body)..];
        var names = new ulong[Math.Min(prompt.Length / BlockBytes, MaxBlocks)];
        var name = StableHash.Combine(StableHash.Of(model), s_seed);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = name = StableHash.Of(prompt.Slice(i * BlockBytes, BlockBytes), name);
        }

        return names;
    }

    // Models read tools and instructions before messages, and clients write all members in the same order each time. What stands before, such as the
    // temperature, is no part of a prompt; what stands behind it differs in the last block only.
    private static int StartOf(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPrompt = IsPrompt(ref reader);
            reader.Read();
            if (isPrompt)
            {
                return (int)reader.TokenStartIndex;
            }

            reader.Skip();
        }

        return body.Length;
    }

    private static bool IsPrompt(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("prompt"u8)
        || reader.ValueTextEquals("tools"u8) || reader.ValueTextEquals("system"u8) || reader.ValueTextEquals("instructions"u8);
}
