using System.Numerics;
using System.Runtime.InteropServices;
using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Sampling;

/// <summary>Chooses tokens for one request: the likeliest, or drawn after temperature, then top-k, then top-p.</summary>
internal sealed class Sampler
{
    // Tokens e^25 times less likely than the best are left out before sorting: together they cannot reach one draw in a million.
    private const float NegligibleLogit = 25;

    private readonly SamplingOptions _options;
    private SplitMix64 _random;
    private float[] _weights = [];
    private int[] _ids = [];

    public Sampler(SamplingOptions options, IReadOnlyList<int> prompt)
    {
        _ = prompt;
        _options = options;
        _random = new SplitMix64(options.Seed ?? Random.Shared.NextInt64());
    }

    /// <summary>Chooses the next token; the logits are changed.</summary>
    public SampledToken Next(Span<float> logits, TokenMask? allowed)
    {
        for (var id = 0; allowed is not null && id < logits.Length; id++)
        {
            logits[id] = allowed[id] ? logits[id] : float.NegativeInfinity;
        }

        return new SampledToken(Choose(logits), null);
    }

    private int Choose(ReadOnlySpan<float> logits)
    {
        var best = Max(logits);
        if (!float.IsFinite(best))
        {
            // Only a broken model gives such logits; nothing has a weight then, and there is nothing to draw from.
            return Likeliest(logits);
        }

        if (_options.Temperature <= 0 || _options.TopK == 1)
        {
            return Math.Max(0, logits.IndexOf(best));
        }

        var count = CollectCandidates(logits, best);
        Array.Sort(_weights, _ids, 0, count);
        Array.Reverse(_weights, 0, count);
        Array.Reverse(_ids, 0, count);
        count = _options.TopK > 0 ? Math.Min(count, _options.TopK) : count;
        return Draw(count);
    }

    private static float Max(ReadOnlySpan<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var max = new Vector<float>(float.NegativeInfinity);
        foreach (var vector in vectors)
        {
            max = Vector.Max(max, vector);
        }

        var best = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            best = Math.Max(best, max[i]);
        }

        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            best = Math.Max(best, logit);
        }

        return best;
    }

    // No number is never the likeliest, unless there is nothing else.
    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        var likeliest = 0;
        for (var id = 1; id < logits.Length; id++)
        {
            if (logits[id] > logits[likeliest] || (float.IsNaN(logits[likeliest]) && !float.IsNaN(logits[id])))
            {
                likeliest = id;
            }
        }

        return likeliest;
    }

    // Weights are relative to the best token's, which has 1.
    private int CollectCandidates(ReadOnlySpan<float> logits, float best)
    {
        if (_ids.Length < logits.Length)
        {
            _weights = new float[logits.Length];
            _ids = new int[logits.Length];
        }

        var count = 0;
        for (var id = 0; id < logits.Length; id++)
        {
            var scaled = (logits[id] - best) / _options.Temperature;
            if (scaled > -NegligibleLogit)
            {
                _weights[count] = MathF.Exp(scaled);
                _ids[count++] = id;
            }
        }

        return count;
    }

    private int Draw(int count)
    {
        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            total += _weights[i];
        }

        var limit = total * _options.TopP;
        var kept = 0.0;
        var candidates = 0;
        while (candidates < count && (candidates == 0 || kept < limit))
        {
            kept += _weights[candidates++];
        }

        var draw = _random.NextDouble() * kept;
        for (var i = 0; i < candidates - 1; i++)
        {
            draw -= _weights[i];
            if (draw < 0)
            {
                return _ids[i];
            }
        }

        return _ids[candidates - 1];
    }
}
