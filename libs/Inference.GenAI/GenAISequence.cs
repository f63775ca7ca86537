using Microsoft.ML.OnnxRuntimeGenAI;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.GenAI;

/// <summary>A sequence that a generator of ONNX Runtime GenAI holds: tokens go in, the graph's own logits come out.</summary>
internal sealed class GenAISequence(Generator generator, GenAIConfig config) : ISequenceRun
{
    public void Append(ReadOnlySpan<int> tokens, Span<float> logits)
    {
        // GenAI takes a row's end to be its last token that is no padding, and looks before the row's start where there is none.
        var step = config.PadId is { } pad && tokens.IndexOfAnyExcept(pad) < 0 ? 1 : tokens.Length;
        for (var i = 0; i < tokens.Length; i += step)
        {
            generator.AppendTokens(tokens.Slice(i, step));
        }

        using var output = generator.GetOutput(config.Logits);
        CopyLast(output, logits);
    }

    public void Dispose() => generator.Dispose();

    // The graph gives a row of logits for each token of the run, or for the last alone.
    private static void CopyLast(Tensor output, Span<float> logits)
    {
        switch (output.Type())
        {
            case ElementType.float32:
                output.GetData<float>()[^logits.Length..].CopyTo(logits);
                break;
            case ElementType.float16:
                var halves = output.GetData<Half>()[^logits.Length..];
                for (var i = 0; i < halves.Length; i++)
                {
                    logits[i] = (float)halves[i];
                }

                break;
            case var type:
                throw new NotSupportedException($"The model's logits are of type {type}; float32 and float16 are served.");
        }
    }
}
