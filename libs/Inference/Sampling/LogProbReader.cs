using System.Numerics;
using System.Runtime.InteropServices;

namespace Switchyard.Inference.Sampling;

/// <summary>Reads log probabilities off a model's logits before anything changes them.</summary>
/// <param name="topCount">The number of likeliest tokens that are told.</param>
internal sealed class LogProbReader(int topCount)
{
    private readonly int[] _topIds = new int[topCount];
    private readonly float[] _topLogits = new float[topCount];
    private float[] _logits = [];
    private float[] _weights = [];
    private int _count;
    private float _best;
    private double _logTotal;

    /// <summary>Takes a copy of <paramref name="logits"/> and finds the likeliest.</summary>
    public void Read(ReadOnlySpan<float> logits)
    {
        if (_logits.Length != logits.Length)
        {
            _logits = new float[logits.Length];
            _weights = new float[logits.Length];
        }

        logits.CopyTo(_logits);
        logits.CopyTo(_weights);
        _best = Logits.Max(logits);
        _logTotal = float.IsFinite(_best) ? Math.Log(Logits.ToWeights(_weights, _best, temperature: 1)) : 0;
        FindTop();
    }

    /// <summary>Gets how likely <paramref name="chosen"/> was, and the likeliest tokens.</summary>
    public TokenLogProbs Describe(int chosen)
    {
        var top = new TokenLogProb[_count];
        for (var i = 0; i < _count; i++)
        {
            top[i] = new TokenLogProb(_topIds[i], ToLogProb(_topLogits[i]));
        }

        return new TokenLogProbs(new TokenLogProb(chosen, ToLogProb(_logits[chosen])), top);
    }

    // Logits without a finite highest say nothing about the others.
    private float ToLogProb(float logit) =>
        !float.IsFinite(_best) ? (logit == _best ? 0 : float.NegativeInfinity)
        : float.IsNaN(logit) ? float.NegativeInfinity
        : (float)((double)logit - _best - _logTotal);

    // Keeps the best so far in order; only vectors that hold something better than the last of them are looked into.
    private void FindTop()
    {
        _count = 0;
        if (topCount == 0)
        {
            return;
        }

        var vectors = MemoryMarshal.Cast<float, Vector<float>>(_logits.AsSpan());
        for (var i = 0; i < vectors.Length; i++)
        {
            if (_count < topCount || Vector.GreaterThanAny(vectors[i], new Vector<float>(_topLogits[_count - 1])))
            {
                Insert(i * Vector<float>.Count, Vector<float>.Count);
            }
        }

        var rest = vectors.Length * Vector<float>.Count;
        Insert(rest, _logits.Length - rest);
    }

    private void Insert(int start, int length)
    {
        for (var id = start; id < start + length; id++)
        {
            var logit = _logits[id];
            if (float.IsNaN(logit) || (_count == topCount && !(logit > _topLogits[_count - 1])))
            {
                continue;
            }

            var at = _count < topCount ? _count++ : _count - 1;
            for (; at > 0 && logit > _topLogits[at - 1]; at--)
            {
                _topLogits[at] = _topLogits[at - 1];
                _topIds[at] = _topIds[at - 1];
            }

            _topLogits[at] = logit;
            _topIds[at] = id;
        }
    }
}
