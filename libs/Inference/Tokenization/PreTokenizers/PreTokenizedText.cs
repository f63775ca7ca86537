using System.Text;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>A text and its pieces, on their way through the pre-tokenizers. Used by one thread.</summary>
internal sealed class PreTokenizedText
{
    private readonly List<TextPart> _parts = [];
    private List<Piece> _pieces = [];
    private List<Piece> _next = [];
    private bool _startsText;

    /// <param name="text">The text.</param>
    /// <param name="isStart">Whether it begins what was given to be tokenized; false after an added token.</param>
    public PreTokenizedText(string text, bool isStart)
    {
        Text = text;
        _startsText = isStart;
        if (text.Length > 0)
        {
            _pieces.Add(new Piece(0, text.Length));
        }
    }

    public string Text { get; private set; }

    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Cuts each piece where <paramref name="pattern"/> matches.</summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="inverts">Whether what lies between matches is what was looked for.</param>
    public void Split(IPattern pattern, SplitBehavior behavior, bool inverts)
    {
        _next.Clear();
        foreach (var piece in _pieces)
        {
            _parts.Clear();
            pattern.FindParts(Text.AsSpan(piece.Start, piece.Length), _parts);
            AppendPieces(piece.Start, behavior, inverts);
        }

        // An empty match only keeps what stands before it and after it apart.
        _next.RemoveAll(static piece => piece.Length == 0);

        _startsText &= _pieces.Count > 0 && _next.Count > 0 && _next[0].Start == _pieces[0].Start;
        (_pieces, _next) = (_next, _pieces);
    }

    /// <summary>Puts for each piece what <paramref name="rewriter"/> writes.</summary>
    public void Rewrite(PieceRewriter rewriter)
    {
        var output = new StringBuilder(Text.Length + 16);
        _next.Clear();
        for (var i = 0; i < _pieces.Count; i++)
        {
            var start = output.Length;
            rewriter(Text.AsSpan(_pieces[i].Start, _pieces[i].Length), _startsText && i == 0, output);
            _next.Add(new Piece(start, output.Length - start));
        }

        Text = output.ToString();
        (_pieces, _next) = (_next, _pieces);
    }

    private void AppendPieces(int offset, SplitBehavior behavior, bool inverts)
    {
        var wasMatch = false;
        for (var i = 0; i < _parts.Count; i++)
        {
            var isMatch = _parts[i].IsMatch != inverts;
            var joins = i > 0 && behavior switch
            {
                SplitBehavior.Contiguous => isMatch == wasMatch,
                SplitBehavior.MergedWithPrevious => isMatch && !wasMatch,
                SplitBehavior.MergedWithNext => wasMatch && !isMatch,
                _ => false,
            };
            wasMatch = isMatch;
            if (joins)
            {
                _next[^1] = _next[^1] with { Length = _next[^1].Length + _parts[i].Length };
            }
            else if (!isMatch || behavior != SplitBehavior.Removed)
            {
                _next.Add(new Piece(offset + _parts[i].Start, _parts[i].Length));
            }
        }
    }
}
