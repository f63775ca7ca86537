using System.Text;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests;

internal static class EngineExtensions
{
    /// <summary>Generates to the end and gets the whole text.</summary>
    public static async Task<string> GenerateAsync(this InferenceModel model, IReadOnlyList<int> prompt, int maxTokens, SamplingOptions sampling)
    {
        var request = new GenerationRequest { Prompt = prompt, MaxTokens = maxTokens, Sampling = sampling };
        Assert.True(model.Engine.TrySubmit(request, out var generation, TestContext.Current.CancellationToken));
        return await generation.ReadTextAsync();
    }

    public static async Task<string> ReadTextAsync(this Generation generation)
    {
        var text = new StringBuilder();
        await foreach (var delta in generation.Deltas.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            text.Append(delta.Text);
        }

        return text.ToString();
    }
}
