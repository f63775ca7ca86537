using System.Numerics;
using System.Runtime.InteropServices;

namespace Switchyard.Inference.Sampling;

/// <summary>
/// Finds where top-k and top-p end without sorting the vocabulary. Weights are counted into buckets by their leading bits, which for
/// positive floats are in the order of their values, 64 buckets to a power of two; the bucket in which the limit is reached is sorted,
/// and nothing else.
/// </summary>
internal sealed class CandidateCut
{
    private const int BucketShift = 17;

    // The highest weight is 1.
    private const int BucketCount = (0x3F800000 >> BucketShift) + 1;

    private readonly Bucket[] _buckets = new Bucket[BucketCount];
    private ulong[] _sorted = new ulong[256];
    private int _lowest;

    /// <summary>Finds the cut.</summary>
    /// <param name="weights">The weights of the tokens; the highest is 1.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="topK">The most candidates; 0 is all.</param>
    /// <param name="topP">The share of the candidates' sum that is kept; 1 is all.</param>
    public Cut Find(ReadOnlySpan<float> weights, double total, int topK, float topP)
    {
        var isLimited = topK > 0 && topK < weights.Length;
        if (!isLimited && topP >= 1)
        {
            return Cut.None;
        }

        // Tokens so unlikely that all of them together would not fill what top-p leaves out are none of its candidates.
        var least = isLimited ? 0 : (float)((1 - topP) * total / weights.Length);
        FillBuckets(weights, least);
        var cut = Cut.None;
        if (isLimited)
        {
            (cut, total) = FindLimit(weights, topK, double.PositiveInfinity);
        }

        return topP < 1 ? FindLimit(weights, int.MaxValue, total * topP).Cut : cut;
    }

    private void FillBuckets(ReadOnlySpan<float> weights, float least)
    {
        Array.Clear(_buckets);
        _lowest = BitConverter.SingleToInt32Bits(least) >> BucketShift;
        var limits = new Vector<float>(BitConverter.Int32BitsToSingle(_lowest << BucketShift));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var start = 0;
        foreach (var vector in vectors)
        {
            if (Vector.GreaterThanOrEqualAny(vector, limits))
            {
                FillBuckets(weights, start, Vector<float>.Count);
            }

            start += Vector<float>.Count;
        }

        FillBuckets(weights, start, weights.Length - start);
    }

    private void FillBuckets(ReadOnlySpan<float> weights, int start, int length)
    {
        var buckets = _buckets;
        for (var id = start; id < start + length; id++)
        {
            ref var bucket = ref buckets[BitConverter.SingleToInt32Bits(weights[id]) >> BucketShift];
            bucket.Count++;
            bucket.Sum += weights[id];
        }
    }

    // Goes down from the likeliest until so many tokens or such a sum is reached.
    private (Cut Cut, double Sum) FindLimit(ReadOnlySpan<float> weights, int maxCount, double maxSum)
    {
        var count = 0;
        var sum = 0.0;
        var bucket = BucketCount - 1;
        while (bucket >= _lowest && count + _buckets[bucket].Count < maxCount && sum + _buckets[bucket].Sum < maxSum)
        {
            count += _buckets[bucket].Count;
            sum += _buckets[bucket--].Sum;
        }

        return bucket < _lowest ? (Cut.None, sum) : FindInBucket(SortBucket(weights, bucket), maxCount - count, maxSum, sum);
    }

    private static (Cut Cut, double Sum) FindInBucket(ReadOnlySpan<ulong> tokens, int maxCount, double maxSum, double sum)
    {
        var last = 0UL;
        for (var i = 0; i < tokens.Length && i < maxCount; i++)
        {
            last = tokens[i];
            sum += ToWeight(last);
            if (sum >= maxSum)
            {
                break;
            }
        }

        return (new Cut(ToWeight(last), (int)(uint)last), sum);
    }

    // Likeliest first, of equal ones the lowest id: the complement of the weight's bits above the id, in ascending order.
    private ReadOnlySpan<ulong> SortBucket(ReadOnlySpan<float> weights, int bucket)
    {
        if (_sorted.Length < _buckets[bucket].Count)
        {
            _sorted = new ulong[Math.Max(_buckets[bucket].Count, _sorted.Length * 2)];
        }

        var count = 0;
        var from = BitConverter.Int32BitsToSingle(bucket << BucketShift);
        var to = BitConverter.Int32BitsToSingle(((bucket + 1) << BucketShift) - 1);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        for (var i = 0; i < vectors.Length; i++)
        {
            var isInside = Vector.GreaterThanOrEqual(vectors[i], new Vector<float>(from)) & Vector.LessThanOrEqual(vectors[i], new Vector<float>(to));
            if (isInside != Vector<int>.Zero)
            {
                count = AddBetween(weights, i * Vector<float>.Count, Vector<float>.Count, (from, to), count);
            }
        }

        var rest = vectors.Length * Vector<float>.Count;
        count = AddBetween(weights, rest, weights.Length - rest, (from, to), count);
        var tokens = _sorted.AsSpan(0, count);
        if (!IsSorted(tokens))
        {
            tokens.Sort();
        }

        return tokens;
    }

    private int AddBetween(ReadOnlySpan<float> weights, int start, int length, (float From, float To) range, int count)
    {
        for (var id = start; id < start + length; id++)
        {
            if (weights[id] >= range.From && weights[id] <= range.To)
            {
                _sorted[count++] = (ulong)~BitConverter.SingleToUInt32Bits(weights[id]) << 32 | (uint)id;
            }
        }

        return count;
    }

    // Many equal weights come in order.
    private static bool IsSorted(ReadOnlySpan<ulong> tokens)
    {
        var i = 1;
        while (i < tokens.Length && tokens[i - 1] < tokens[i])
        {
            i++;
        }

        return i >= tokens.Length;
    }

    private struct Bucket
    {
        public double Sum;
        public int Count;
    }

    private static float ToWeight(ulong token) => BitConverter.UInt32BitsToSingle(~(uint)(token >> 32));
}
