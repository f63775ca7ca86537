namespace Switchyard.Inference.Tokenization;

/// <summary>An added token found in text.</summary>
/// <param name="Start">Where it begins, the white space it takes included.</param>
/// <param name="End">Where it ends, the white space it takes included.</param>
/// <param name="Id">The token's id.</param>
internal readonly record struct AddedTokenMatch(int Start, int End, int Id);
