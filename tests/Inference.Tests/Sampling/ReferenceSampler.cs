using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

/// <summary>What sampling parameters mean, spelled out in double precision with a full sort.</summary>
internal sealed class ReferenceSampler(SamplingOptions options, IReadOnlyList<int> prompt)
{
    private readonly List<int> _output = [];
    private SplitMix64 _random = new(options.Seed ?? 0);

    public int Next(float[] logits, TokenMask? allowed)
    {
        var candidates = FindCandidates(logits, allowed);
        var chosen = options.Temperature == 0 || options.TopK == 1 ? candidates.MaxBy(candidate => candidate.Weight).Id : Draw(candidates);
        _output.Add(chosen);
        return chosen;
    }

    /// <summary>Gets the tokens that can be drawn and their weights, in the order of ids.</summary>
    public List<(int Id, double Weight)> FindCandidates(float[] logits, TokenMask? allowed)
    {
        var processed = logits.Select((logit, id) => Process(logit, id)).ToArray();
        var ids = Enumerable.Range(0, logits.Length).Where(id => allowed?[id] is not false && !double.IsNaN(processed[id])).ToList();
        var best = ids.Max(id => processed[id]);
        var temperature = options.Temperature == 0 ? 1 : (double)options.Temperature;
        var sorted = ids.Select(id => (Id: id, Weight: Math.Exp((processed[id] - best) / temperature))).OrderByDescending(item => item.Weight).ThenBy(item => item.Id).ToList();
        if (options.TopK > 0)
        {
            sorted = [.. sorted.Take(options.TopK)];
        }

        sorted = TakeShare(sorted, options.TopP).Where(item => item.Weight >= options.MinP).ToList();
        return [.. sorted.OrderBy(item => item.Id)];
    }

    public static double[] LogSoftmax(float[] logits)
    {
        var best = (double)logits.Max();
        var total = Math.Log(logits.Sum(logit => Math.Exp(logit - best)));
        return [.. logits.Select(logit => logit - best - total)];
    }

    private double Process(double logit, int id)
    {
        logit += options.LogitBias?.GetValueOrDefault(id) ?? 0;
        var count = _output.Count(token => token == id);
        if (options.RepetitionPenalty != 1 && (count > 0 || prompt.Contains(id)))
        {
            logit = logit > 0 ? logit / options.RepetitionPenalty : logit * options.RepetitionPenalty;
        }

        return logit - (count * options.FrequencyPenalty) - (count > 0 ? options.PresencePenalty : 0);
    }

    private static List<(int Id, double Weight)> TakeShare(List<(int Id, double Weight)> sorted, double share)
    {
        var wanted = share * sorted.Sum(item => item.Weight);
        var sum = 0.0;
        var count = 0;
        while (count < sorted.Count && (count == 0 || sum < wanted))
        {
            sum += sorted[count++].Weight;
        }

        return [.. sorted.Take(share < 1 ? count : sorted.Count)];
    }

    private int Draw(List<(int Id, double Weight)> candidates)
    {
        var rest = _random.NextDouble() * candidates.Sum(item => item.Weight);
        foreach (var (id, weight) in candidates)
        {
            rest -= weight;
            if (rest < 0)
            {
                return id;
            }
        }

        return candidates[^1].Id;
    }
}
