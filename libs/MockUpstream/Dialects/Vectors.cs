using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>Embeddings of length one that follow from the text: equal texts are equal, others are not near.</summary>
internal static class Vectors
{
    public const int DefaultLength = 64;

    public static float[] Of(string text, int length)
    {
        var seed = Hash.Of(text);
        var vector = new float[length > 0 ? length : DefaultLength];
        var sum = 0.0;
        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] = (float)((2 * Hash.Unit(seed, (ulong)index)) - 1);
            sum += vector[index] * vector[index];
        }

        var scale = (float)(1 / Math.Sqrt(sum));
        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] *= scale;
        }

        return vector;
    }

    public static string Numbers(float[] vector)
    {
        var text = new StringBuilder("[");
        foreach (var value in vector)
        {
            text.Append(text.Length > 1 ? "," : string.Empty).Append(CultureInfo.InvariantCulture, $"{value:R}");
        }

        return text.Append(']').ToString();
    }

    /// <summary>Little-endian floats, which OpenAI's client asks for.</summary>
    public static string Base64(float[] vector) => $"\"{Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()))}\"";
}
