using System.Text;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>Writes what takes a piece's place.</summary>
/// <param name="piece">The piece.</param>
/// <param name="isStart">Whether it begins the text that was given to be tokenized.</param>
/// <param name="output">Where to write.</param>
internal delegate void PieceRewriter(ReadOnlySpan<char> piece, bool isStart, StringBuilder output);
