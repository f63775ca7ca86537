namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>Choices out of a few.</summary>
internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, params ReadOnlySpan<T> options) => options[random.Next(options.Length)];
}
