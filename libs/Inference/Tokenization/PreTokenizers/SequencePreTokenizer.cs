namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>One after the other.</summary>
internal sealed class SequencePreTokenizer(IPreTokenizer[] steps) : IPreTokenizer
{
    public bool DropsText => steps.Any(static step => step.DropsText);

    public void Apply(PreTokenizedText text)
    {
        foreach (var step in steps)
        {
            step.Apply(text);
        }
    }
}
