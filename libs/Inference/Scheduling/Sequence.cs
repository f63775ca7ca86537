using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>A request in the engine: how far its prompt and its text are, and what turns its tokens into text.</summary>
/// <remarks>Used by the engine's thread only, except for the cancellation token.</remarks>
internal sealed class Sequence
{
    private readonly int[] _prompt;
    private readonly int _maxTokens;
    private readonly IReadOnlySet<int> _endOfText;
    private readonly Sampler _sampler;
    private readonly IncrementalDecoder _decoder;
    private readonly StopMatcher _stops;

    public Sequence(GenerationRequest request, Tokenizer tokenizer, IReadOnlySet<int> endOfText, int capacity, CancellationToken cancellationToken)
    {
        _prompt = [.. request.Prompt];
        _maxTokens = Math.Min(request.MaxTokens ?? int.MaxValue, capacity - _prompt.Length);
        _endOfText = endOfText;
        _sampler = new Sampler(request.Sampling, _prompt);
        _decoder = new IncrementalDecoder(tokenizer);
        _stops = new StopMatcher(request.Stop);
        CancellationToken = cancellationToken;
        Generation = new Generation(_prompt.Length);
    }

    public Generation Generation { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Gets or sets what wakes the engine when the token is cancelled; given back with the slot.</summary>
    public CancellationTokenRegistration Wake { get; set; }

    /// <summary>Gets the number of positions whose keys and values are in the slot.</summary>
    public int Position { get; private set; }

    public bool IsPrefilling => Position < _prompt.Length;

    /// <summary>Gets the token the next decode step runs.</summary>
    public int LastToken { get; private set; }

    /// <summary>Gets the next chunk of the prompt.</summary>
    public ReadOnlySpan<int> NextChunk(int maxLength) => _prompt.AsSpan(Position, Math.Min(maxLength, _prompt.Length - Position));

    /// <summary>Says that <paramref name="count"/> more positions are in the slot.</summary>
    public void Advance(int count) => Position += count;

    /// <summary>Chooses the next token and passes its text on.</summary>
    /// <returns>Whether the generation ended; the generation itself is told by the caller, after the slot is free.</returns>
    public bool Accept(Span<float> logits, out string lastText, out FinishReason reason)
    {
        var sampled = _sampler.Next(logits, allowed: null);
        LastToken = sampled.Id;
        Generation.CountToken();
        var isEnd = _endOfText.Contains(LastToken);
        var text = isEnd ? string.Empty : _stops.Add(_decoder.Add(LastToken));
        reason = FinishReason.Stop;
        if (!isEnd && !_stops.IsStopped)
        {
            reason = FinishReason.Length;
            if (Generation.CompletionTokens < _maxTokens)
            {
                Generation.Write(text);
                lastText = string.Empty;
                return false;
            }
        }

        lastText = text;
        if (!_stops.IsStopped)
        {
            lastText += _stops.Add(_decoder.Finish());
            lastText += _stops.Finish();
        }

        return true;
    }
}
