using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>Turns a sequence's logits into tokens and those into text, and sees where the text ends.</summary>
internal sealed class SequenceOutput
{
    private readonly Generation _generation;
    private readonly int _maxTokens;
    private readonly int _minTokens;
    private readonly Sampler _sampler;
    private readonly IncrementalDecoder _decoder;
    private readonly StopMatcher _stops;
    private readonly AllowedTokens _allowed;
    private List<TokenLogProbs>? _logProbs;

    public SequenceOutput(GenerationRequest request, EngineModel model, Generation generation, int maxTokens)
    {
        _generation = generation;
        _maxTokens = maxTokens;
        _minTokens = request.MinTokens;
        _sampler = new Sampler(request.Sampling, request.Prompt);
        _decoder = new IncrementalDecoder(model.Tokenizer);
        _stops = new StopMatcher(request.Stop);
        _allowed = new AllowedTokens(request, model);
    }

    /// <summary>Gets the last token chosen.</summary>
    public int LastToken { get; private set; }

    /// <summary>Gets why the text ended.</summary>
    public FinishReason Reason { get; private set; }

    /// <summary>Gets the text of the last piece, once the text has ended.</summary>
    public string LastText { get; private set; } = string.Empty;

    /// <summary>Chooses the next token and passes its text on.</summary>
    /// <returns>Whether the text ended; the generation is told by the caller, after the slot is free.</returns>
    public bool Next(Span<float> logits)
    {
        if (!_allowed.TryFind(_generation.CompletionTokens, out var allowed))
        {
            return End(Flush(string.Empty), FinishReason.Stop);
        }

        var sampled = _sampler.Next(logits, allowed);
        LastToken = sampled.Id;
        _generation.CountToken();
        if (_allowed.IsEnd(LastToken))
        {
            return End(Flush(string.Empty), FinishReason.Stop);
        }

        _allowed.Accept(LastToken);
        if (sampled.LogProbs is { } logProbs)
        {
            (_logProbs ??= []).Add(logProbs);
        }

        // Stop strings that begin before the least number of tokens is reached do not count.
        var text = _decoder.Add(LastToken);
        return Show(_generation.CompletionTokens <= _minTokens ? text : _stops.Add(text));
    }

    /// <summary>Ends the text before its first token.</summary>
    public void EndEmpty() => End(string.Empty, FinishReason.Length);

    /// <summary>Gets the log probabilities that no piece has had yet.</summary>
    public IReadOnlyList<TokenLogProbs> TakeLogProbs()
    {
        IReadOnlyList<TokenLogProbs> taken = _logProbs is null ? [] : _logProbs;
        _logProbs = null;
        return taken;
    }

    private bool Show(string text)
    {
        if (_stops.IsStopped)
        {
            return End(text, FinishReason.Stop);
        }

        if (_generation.CompletionTokens >= _maxTokens)
        {
            return End(Flush(text), FinishReason.Length);
        }

        if (text.Length > 0)
        {
            _generation.Write(text, TakeLogProbs());
        }

        return false;
    }

    private string Flush(string text) => text + _stops.Add(_decoder.Finish()) + _stops.Finish();

    private bool End(string text, FinishReason reason)
    {
        LastText = text;
        Reason = reason;
        return true;
    }
}
