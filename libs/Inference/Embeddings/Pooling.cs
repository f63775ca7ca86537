namespace Switchyard.Inference.Embeddings;

/// <summary>Makes one vector of the vectors of an input's tokens.</summary>
internal static class Pooling
{
    /// <param name="states">The tokens' vectors, one after the other; those of padding are left out by the caller.</param>
    /// <param name="output">The result.</param>
    /// <param name="mode">How.</param>
    public static void Apply(ReadOnlySpan<float> states, Span<float> output, PoolingMode mode)
    {
        switch (mode)
        {
            case PoolingMode.Cls:
                states[..output.Length].CopyTo(output);
                break;
            case PoolingMode.Last:
                states[^output.Length..].CopyTo(output);
                break;
            default:
                Average(states, output);
                break;
        }
    }

    private static void Average(ReadOnlySpan<float> states, Span<float> output)
    {
        output.Clear();
        for (var start = 0; start < states.Length; start += output.Length)
        {
            for (var i = 0; i < output.Length; i++)
            {
                output[i] += states[start + i];
            }
        }

        var count = states.Length / output.Length;
        for (var i = 0; i < output.Length; i++)
        {
            output[i] /= count;
        }
    }
}
