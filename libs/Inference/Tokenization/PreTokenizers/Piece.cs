namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>A stretch of text inside which tokens are sought.</summary>
internal readonly record struct Piece(int Start, int Length);
