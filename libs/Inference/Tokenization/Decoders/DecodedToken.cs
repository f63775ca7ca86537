namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>What a token adds to the output.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="IsByte">Whether it is a single byte of a run of such, which may be a part of a character.</param>
internal readonly record struct DecodedToken(byte[] Bytes, bool IsByte);
