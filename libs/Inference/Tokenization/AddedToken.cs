namespace Switchyard.Inference.Tokenization;

/// <summary>A token outside the merges: matched as a whole before text is split.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">Whether it is a control token: not shown in decoded text, and never made from a user's text.</param>
internal sealed record AddedToken(int Id, string Content, bool IsSpecial);
