using System.Numerics;
using System.Runtime.InteropServices;
using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Sampling;

/// <summary>Arithmetic over a vocabulary's logits, as wide as the processor's vectors are.</summary>
internal static class Logits
{
    // Single precision sums one block, double precision the blocks, so that the sum of 200,000 weights stays good to seven digits.
    private const int BlockVectors = 64;

    /// <summary>Gets the number of logits whose sum is taken in single precision.</summary>
    public static int BlockLength => BlockVectors * Vector<float>.Count;

    /// <summary>Gets the highest logit; minus infinity if none is a number.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var even = new Vector<float>(float.NegativeInfinity);
        var odd = even;
        for (var i = 0; i + 1 < vectors.Length; i += 2)
        {
            even = Higher(vectors[i], even);
            odd = Higher(vectors[i + 1], odd);
        }

        var max = Higher(odd, even);
        var best = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            best = max[i] > best ? max[i] : best;
        }

        foreach (var logit in logits[((vectors.Length & ~1) * Vector<float>.Count)..])
        {
            best = logit > best ? logit : best;
        }

        return best;
    }

    /// <summary>Gets the lowest id whose logit equals <paramref name="logit"/>, which one does.</summary>
    public static int IndexOf(ReadOnlySpan<float> logits, float logit)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var index = 0;
        while (index < vectors.Length && !Vector.EqualsAny(vectors[index], new Vector<float>(logit)))
        {
            index++;
        }

        var start = index * Vector<float>.Count;
        return start + logits[start..].IndexOf(logit);
    }

    /// <summary>Sets the logits of tokens outside <paramref name="allowed"/> to minus infinity.</summary>
    public static void Restrict(Span<float> logits, TokenMask allowed)
    {
        var words = allowed.Words;
        for (var start = 0; start < logits.Length; start += 64)
        {
            var forbidden = start < allowed.Count ? ~words[start >> 6] : ulong.MaxValue;
            var block = logits[start..Math.Min(start + 64, logits.Length)];
            if (forbidden == ulong.MaxValue)
            {
                block.Fill(float.NegativeInfinity);
                continue;
            }

            for (var bits = forbidden; bits != 0; bits &= bits - 1)
            {
                var index = BitOperations.TrailingZeroCount(bits);
                if (index < block.Length)
                {
                    block[index] = float.NegativeInfinity;
                }
            }
        }
    }

    /// <summary>Gets the lowest id of <paramref name="allowed"/>, 0 if there is none.</summary>
    public static int FirstAllowed(TokenMask? allowed)
    {
        var words = allowed is null ? default : allowed.Words;
        var index = words.IndexOfAnyExcept(0UL);
        return index < 0 ? 0 : (index * 64) + BitOperations.TrailingZeroCount(words[index]);
    }

    /// <summary>Turns logits into weights: e to the power of their distance to <paramref name="best"/>, divided by the temperature.</summary>
    /// <returns>The sum of the weights; the best has 1, what is no number 0.</returns>
    public static double ToWeights(Span<float> logits, float best, float temperature)
    {
        var total = 0.0;
        for (var start = 0; start < logits.Length; start += BlockLength)
        {
            total += ToWeightsBlock(logits[start..Math.Min(start + BlockLength, logits.Length)], best, temperature);
        }

        return total;
    }

    private static double ToWeightsBlock(Span<float> block, float best, float temperature)
    {
        // The inverse of the smallest temperatures is infinite, and the best's distance of 0 times that no number.
        var inverse = Math.Min(1 / temperature, float.MaxValue);
        var bests = new Vector<float>(best);
        var inverses = new Vector<float>(inverse);
        var sums = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(block);
        foreach (ref var vector in vectors)
        {
            var weights = Vector.Exp((vector - bests) * inverses);
            weights = Vector.ConditionalSelect(Vector.GreaterThan(weights, Vector<float>.Zero), weights, Vector<float>.Zero);
            vector = Vector.ConditionalSelect(Vector.LessThan(weights, Vector<float>.One), weights, Vector<float>.One);
            sums += vector;
        }

        double sum = Vector.Sum(sums);
        foreach (ref var logit in block[(vectors.Length * Vector<float>.Count)..])
        {
            logit = Math.Clamp(float.MaxNumber(MathF.Exp((logit - best) * inverse), 0), 0, 1);
            sum += logit;
        }

        return sum;
    }

    // What is no number is higher than nothing.
    private static Vector<float> Higher(Vector<float> candidate, Vector<float> best) =>
        Vector.ConditionalSelect(Vector.GreaterThan(candidate, best), candidate, best);
}
