using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>Turns a sequence's logits into tokens and those into text, and sees where the text ends.</summary>
internal sealed class SequenceOutput
{
    private readonly Generation _generation;
    private readonly int _maxTokens;
    private readonly EngineModel _model;
    private readonly Sampler _sampler;
    private readonly IncrementalDecoder _decoder;
    private readonly StopMatcher _stops;
    private readonly IConstraintState? _constraint;
    private readonly TokenMask? _allowed;
    private List<TokenLogProbs>? _logProbs;

    public SequenceOutput(GenerationRequest request, EngineModel model, Generation generation, int maxTokens)
    {
        _generation = generation;
        _maxTokens = maxTokens;
        _model = model;
        _sampler = new Sampler(request.Sampling, request.Prompt);
        _decoder = new IncrementalDecoder(model.Tokenizer);
        _stops = new StopMatcher(request.Stop);
        _constraint = request.Constraint?.Start();
        _allowed = _constraint is null ? null : new TokenMask(model.Runner.VocabularySize);
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
        if (_constraint is not null && !FillAllowed(_constraint, _allowed!))
        {
            return End(Flush(string.Empty), FinishReason.Stop);
        }

        var sampled = _sampler.Next(logits, _allowed);
        LastToken = sampled.Id;
        _generation.CountToken();
        if (_model.EndOfText.Contains(LastToken))
        {
            return End(Flush(string.Empty), FinishReason.Stop);
        }

        _constraint?.Accept(LastToken);
        if (sampled.LogProbs is { } logProbs)
        {
            (_logProbs ??= []).Add(logProbs);
        }

        return Show(_stops.Add(_decoder.Add(LastToken)));
    }

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

    // False where the text is whole, nothing can follow, and the model has no token that would say so.
    private bool FillAllowed(IConstraintState constraint, TokenMask allowed)
    {
        constraint.Fill(allowed);
        foreach (var id in _model.EndOfTextIds)
        {
            if (constraint.CanEnd)
            {
                allowed.Add(id);
            }
            else
            {
                allowed.Words[id >> 6] &= ~(1UL << (id & 63));
            }
        }

        if (allowed.Words.ContainsAnyExcept(0UL))
        {
            return true;
        }

        return constraint.CanEnd ? false : throw new InvalidOperationException("The constraint allows no token and its text is not whole.");
    }

    private string Flush(string text) => text + _stops.Add(_decoder.Finish()) + _stops.Finish();

    private bool End(string text, FinishReason reason)
    {
        LastText = text;
        Reason = reason;
        return true;
    }
}
