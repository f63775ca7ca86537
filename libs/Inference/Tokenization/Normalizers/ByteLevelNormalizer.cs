namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Writes each byte of the text in the byte alphabet.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    public int MaxShrink => 1;

    public string Normalize(string text) => ByteAlphabet.Write(text);
}
