using System.Runtime.InteropServices;

namespace Switchyard.Inference.Sampling;

/// <summary>Remembers which tokens prompt and output hold and how often, and makes them less likely.</summary>
internal sealed class TokenPenalties
{
    private readonly SamplingOptions _options;

    // How often the output holds each token; the prompt's are in it with 0.
    private readonly Dictionary<int, int> _counts = [];

    public TokenPenalties(SamplingOptions options, IReadOnlyList<int> prompt)
    {
        _options = options;
        foreach (var id in options.RepetitionPenalty != 1 ? prompt : [])
        {
            _counts.TryAdd(id, 0);
        }
    }

    public static bool IsNeeded(SamplingOptions options) =>
        options.RepetitionPenalty != 1 || options.PresencePenalty != 0 || options.FrequencyPenalty != 0;

    /// <summary>Counts a token of the output.</summary>
    public void Add(int id) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, id, out _)++;

    public void Apply(Span<float> logits)
    {
        foreach (var (id, count) in _counts)
        {
            if ((uint)id >= (uint)logits.Length)
            {
                continue;
            }

            var logit = logits[id];
            logit = logit > 0 ? logit / _options.RepetitionPenalty : logit * _options.RepetitionPenalty;
            logits[id] = count > 0 ? logit - (count * _options.FrequencyPenalty) - _options.PresencePenalty : logit;
        }
    }
}
