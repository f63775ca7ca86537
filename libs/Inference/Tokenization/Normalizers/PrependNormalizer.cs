namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Puts a text before text that is not empty.</summary>
internal sealed class PrependNormalizer(string prepend) : INormalizer
{
    public int MaxShrink => 1;

    public string Normalize(string text) => text.Length == 0 ? text : prepend + text;
}
