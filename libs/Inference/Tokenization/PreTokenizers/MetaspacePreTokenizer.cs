using System.Text;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>
/// SentencePiece's: a visible mark takes each space's place, and words begin with it. The npm library knows no <c>split</c>; the Rust
/// library, whose rule this is, splits unless the file says otherwise.
/// </summary>
internal sealed class MetaspacePreTokenizer(char replacement, PrependScheme scheme, bool splits) : IPreTokenizer
{
    private readonly StringPattern _mark = new(replacement.ToString());

    public bool DropsText => false;

    public void Apply(PreTokenizedText text)
    {
        text.Rewrite(Mark);
        if (splits)
        {
            text.Split(_mark, SplitBehavior.MergedWithNext, inverts: false);
        }
    }

    private void Mark(ReadOnlySpan<char> piece, bool isStart, StringBuilder output)
    {
        var prepends = scheme == PrependScheme.Always || (scheme == PrependScheme.First && isStart);
        if (prepends && piece[0] != ' ' && piece[0] != replacement)
        {
            output.Append(replacement);
        }

        var start = output.Length;
        output.Append(piece).Replace(' ', replacement, start, piece.Length);
    }
}
