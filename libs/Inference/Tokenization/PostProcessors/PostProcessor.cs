namespace Switchyard.Inference.Tokenization.PostProcessors;

/// <summary>The tokens that stand around a text.</summary>
/// <param name="PrefixIds">Those before it.</param>
/// <param name="SuffixIds">Those after it.</param>
internal sealed record PostProcessor(IReadOnlyList<int> PrefixIds, IReadOnlyList<int> SuffixIds)
{
    public static PostProcessor None { get; } = new([], []);
}
