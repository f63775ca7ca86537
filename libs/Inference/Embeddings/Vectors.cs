namespace Switchyard.Inference.Embeddings;

/// <summary>Arithmetic on vectors, in an order that is the same on every machine.</summary>
public static class Vectors
{
    /// <summary>Scales <paramref name="vector"/> to length 1; one of zeros stays.</summary>
    public static void Normalize(Span<float> vector)
    {
        double sum = 0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        if (sum == 0)
        {
            return;
        }

        var scale = 1 / Math.Sqrt(sum);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(vector[i] * scale);
        }
    }

    /// <summary>Keeps the first <paramref name="dimensions"/> and scales them to length 1, as OpenAI's <c>dimensions</c> does.</summary>
    public static float[] Shorten(float[] vector, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (dimensions == vector.Length)
        {
            return vector;
        }

        var shorter = vector[..dimensions];
        Normalize(shorter);
        return shorter;
    }
}
