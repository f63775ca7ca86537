using System.Numerics;
using System.Runtime.InteropServices;

namespace Switchyard.Inference.Sampling;

/// <summary>Draws a token with the probability its weight has among the candidates', which are summed block by block in the order of ids.</summary>
internal sealed class WeightedDraw
{
    private double[] _blocks = [];

    /// <summary>Draws one of the tokens of <paramref name="weights"/> that <paramref name="cut"/> leaves in.</summary>
    /// <param name="weights">The weights; at least one candidate's is above 0.</param>
    /// <param name="cut">Where the candidates end.</param>
    /// <param name="random">A number in [0, 1).</param>
    public int Draw(ReadOnlySpan<float> weights, Cut cut, double random)
    {
        var total = SumBlocks(weights, cut);
        var rest = random * total;
        var block = 0;
        while (block < _blocks.Length && rest >= _blocks[block])
        {
            rest -= _blocks[block++];
        }

        // Rounding may leave a rest after the last block that has candidates.
        if (block == _blocks.Length)
        {
            block = Array.FindLastIndex(_blocks, static sum => sum > 0);
        }

        return DrawInBlock(weights, cut, block * Logits.BlockLength, rest);
    }

    private double SumBlocks(ReadOnlySpan<float> weights, Cut cut)
    {
        var count = (weights.Length + Logits.BlockLength - 1) / Logits.BlockLength;
        if (_blocks.Length != count)
        {
            _blocks = new double[count];
        }

        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            var start = i * Logits.BlockLength;
            var end = Math.Min(start + Logits.BlockLength, weights.Length);
            _blocks[i] = SumBlock(weights[start..end], cut, start);
            total += _blocks[i];
        }

        return total;
    }

    // The block with the last of the equally likely ids goes token by token; before it the limit belongs to the candidates, after it not.
    private static double SumBlock(ReadOnlySpan<float> block, Cut cut, int start)
    {
        if (cut.LastId >= start && cut.LastId < start + block.Length - 1)
        {
            return SumScalar(block, cut, start);
        }

        var limits = new Vector<float>(cut.LastId >= start ? cut.Weight : float.BitIncrement(cut.Weight));
        var sums = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        foreach (var vector in vectors)
        {
            sums += Vector.ConditionalSelect(Vector.GreaterThanOrEqual(vector, limits), vector, Vector<float>.Zero);
        }

        var rest = vectors.Length * Vector<float>.Count;
        return Vector.Sum(sums) + SumScalar(block[rest..], cut, start + rest);
    }

    private static double SumScalar(ReadOnlySpan<float> weights, Cut cut, int start)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += IsCandidate(weights[i], start + i, cut) ? weights[i] : 0;
        }

        return sum;
    }

    private static int DrawInBlock(ReadOnlySpan<float> weights, Cut cut, int start, double rest)
    {
        var last = start;
        var end = Math.Min(start + Logits.BlockLength, weights.Length);
        for (var id = start; id < end; id++)
        {
            if (weights[id] > 0 && IsCandidate(weights[id], id, cut))
            {
                last = id;
                rest -= weights[id];
                if (rest < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private static bool IsCandidate(float weight, int id, Cut cut) => weight > cut.Weight || (weight == cut.Weight && id <= cut.LastId);
}
