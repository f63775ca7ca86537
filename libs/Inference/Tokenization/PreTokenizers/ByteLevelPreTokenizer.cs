using System.Text;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>GPT-2's: words with the space before them, written in the byte alphabet.</summary>
internal sealed class ByteLevelPreTokenizer(bool addsPrefixSpace, bool usesRegex) : IPreTokenizer
{
    private static readonly RegexPattern s_pattern = new(OnigurumaPattern.Compile(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"));

    public bool DropsText => false;

    public void Apply(PreTokenizedText text)
    {
        if (addsPrefixSpace)
        {
            text.Rewrite(AddSpace);
        }

        if (usesRegex)
        {
            text.Split(s_pattern, SplitBehavior.Isolated, inverts: false);
        }

        text.Rewrite(static (piece, _, output) => output.Append(ByteAlphabet.Write(piece)));
    }

    private static void AddSpace(ReadOnlySpan<char> piece, bool isStart, StringBuilder output) =>
        output.Append(piece[0] == ' ' ? string.Empty : " ").Append(piece);
}
