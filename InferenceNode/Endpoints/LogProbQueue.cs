using System.Text;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// Holds tokens back until the text they begin is shown: a stop string may still take it away, and then they are not told. A token that
/// begins in the shown text is told whole.
/// </summary>
internal sealed class LogProbQueue(Tokenizer tokenizer)
{
    private readonly Queue<(long Start, TokenLogProbs Token)> _held = [];
    private long _shownBytes;
    private long _tokenBytes;

    /// <summary>Passes a piece on with those tokens that it shows.</summary>
    public ChoiceDelta Add(GenerationDelta delta)
    {
        _shownBytes += Encoding.UTF8.GetByteCount(delta.Text);
        foreach (var token in delta.LogProbs)
        {
            _held.Enqueue((_tokenBytes, token));
            _tokenBytes += tokenizer.GetBytes(token.Chosen.Token, skipSpecial: true).Length;
        }

        return new ChoiceDelta(delta.Text, delta.FinishReason, _held.Count == 0 ? [] : Take(delta.FinishReason is FinishReason.Length));
    }

    private List<TokenLogProbs> Take(bool all)
    {
        var taken = new List<TokenLogProbs>();
        while (_held.TryPeek(out var held) && (all || held.Start < _shownBytes))
        {
            taken.Add(_held.Dequeue().Token);
        }

        return taken;
    }
}
