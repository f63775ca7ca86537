namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>One after the other.</summary>
internal sealed class SequenceNormalizer(INormalizer[] normalizers) : INormalizer
{
    public int MaxShrink => (int)Math.Min(int.MaxValue, normalizers.Aggregate(1L, static (product, normalizer) => Math.Min(int.MaxValue, product * normalizer.MaxShrink)));

    public string Normalize(string text)
    {
        foreach (var normalizer in normalizers)
        {
            text = normalizer.Normalize(text);
        }

        return text;
    }
}
