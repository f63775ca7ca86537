using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Scheduling;

/// <summary>Tells how likely the tokens of a prompt were. Of each place only the likeliest are kept, never its logits.</summary>
/// <param name="topCount">The number of likeliest tokens told in each place.</param>
/// <param name="generation">Who is told.</param>
internal sealed class PromptScorer(int topCount, Generation generation)
{
    private readonly LogProbReader _reader = new(topCount);

    /// <summary>Takes the logits before a token of the prompt.</summary>
    public void Add(ReadOnlySpan<float> logits, int token)
    {
        _reader.Read(logits);
        generation.AddPromptToken(_reader.Describe(token));
    }
}
