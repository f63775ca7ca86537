namespace Switchyard.Inference.Tests.Sampling;

/// <summary>Logits as a model might give them: normally distributed, a few far above the rest.</summary>
internal static class RandomLogits
{
    public static float[] Create(Random random, int length, double deviation = 3)
    {
        var logits = new float[length];
        for (var id = 0; id < length; id++)
        {
            logits[id] = (float)(deviation * Normal(random));
        }

        for (var i = 0; i < Math.Min(5, length / 10); i++)
        {
            logits[random.Next(length)] += (float)(3 * deviation);
        }

        return logits;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
