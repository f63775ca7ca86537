using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Sampling;

/// <summary>
/// Chooses the tokens of one request. What is done to the logits, in this order:
/// <list type="number">
/// <item>Log probabilities, where asked for, are taken from the logits as the model gave them.</item>
/// <item>Logit bias is added, then tokens outside the allowed set get no weight.</item>
/// <item>The repetition penalty divides the logits of tokens that prompt or output hold, or multiplies them where negative.</item>
/// <item>The frequency penalty is taken off for each time the output holds a token, the presence penalty once.</item>
/// <item>Temperature 0 or a top-k of 1 takes the highest logit, of equal ones the lowest id. Otherwise logits are divided by the temperature.</item>
/// <item>Top-k keeps the k likeliest tokens. Top-p keeps, of those, the fewest that together reach the share p of what top-k kept: always one.
/// Min-p drops those less likely than its share of the likeliest. Of equally likely tokens at a limit the lower ids are kept.</item>
/// <item>One token of the rest is drawn, with one random number. The same seed, request and logits give the same tokens.</item>
/// </list>
/// The order is vLLM's; llama.cpp's differs in that its temperature comes last. Logits that are no number have no weight.
/// </summary>
/// <remarks>Used by one thread at a time. After the first tokens nothing is allocated, except for log probabilities.</remarks>
internal sealed class Sampler
{
    private readonly SamplingOptions _options;
    private readonly KeyValuePair<int, float>[] _bias;
    private readonly TokenPenalties? _penalties;
    private readonly LogProbReader? _logProbs;
    private readonly CandidateCut? _cut;
    private readonly WeightedDraw _draw = new();
    private SplitMix64 _random;

    public Sampler(SamplingOptions options, IReadOnlyList<int> prompt)
    {
        _options = options;
        _bias = options.LogitBias is { Count: > 0 } bias ? [.. bias] : [];
        _penalties = TokenPenalties.IsNeeded(options) ? new TokenPenalties(options, prompt) : null;
        _logProbs = options.TopLogProbs is { } top ? new LogProbReader(top) : null;
        _cut = options.TopK > 0 || options.TopP < 1 ? new CandidateCut() : null;
        _random = new SplitMix64(options.Seed ?? Random.Shared.NextInt64());
    }

    /// <summary>Chooses the next token and remembers it for the penalties.</summary>
    /// <param name="logits">The model's logits, one for each id; overwritten.</param>
    /// <param name="allowed">The tokens that may be chosen, as many bits as logits; null allows all.</param>
    public SampledToken Next(Span<float> logits, TokenMask? allowed)
    {
        _logProbs?.Read(logits);
        AddBias(logits);
        if (allowed is not null)
        {
            Logits.Restrict(logits, allowed);
        }

        _penalties?.Apply(logits);
        var id = Choose(logits, allowed);
        _penalties?.Add(id);
        return new SampledToken(id, _logProbs?.Describe(id));
    }

    private void AddBias(Span<float> logits)
    {
        foreach (var (id, bias) in _bias)
        {
            if ((uint)id < (uint)logits.Length)
            {
                logits[id] += bias;
            }
        }
    }

    private int Choose(Span<float> logits, TokenMask? allowed)
    {
        var best = Logits.Max(logits);
        if (float.IsNegativeInfinity(best))
        {
            // Only a broken model or a bias of minus infinity leaves no weight at all.
            return Logits.FirstAllowed(allowed);
        }

        if (_options.Temperature <= 0 || _options.TopK == 1 || float.IsPositiveInfinity(best))
        {
            return Logits.IndexOf(logits, best);
        }

        var total = Logits.ToWeights(logits, best, _options.Temperature);
        var cut = _cut?.Find(logits, total, _options.TopK, _options.TopP) ?? Cut.None;
        return _draw.Draw(logits, cut.AtLeast(_options.MinP), _random.NextDouble());
    }
}
