namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Which characters go at the ends of a text.</summary>
/// <param name="Content">The character.</param>
/// <param name="Start">The most of them that go at the beginning.</param>
/// <param name="Stop">The most of them that go at the end.</param>
internal sealed record StripRule(char Content, int Start, int Stop);
