using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts by a pattern: most pre-tokenizers are one of these.</summary>
internal sealed class SplitPreTokenizer(IPattern pattern, SplitBehavior behavior, bool inverts) : IPreTokenizer
{
    public bool DropsText => behavior == SplitBehavior.Removed;

    public void Apply(PreTokenizedText text) => text.Split(pattern, behavior, inverts);
}
