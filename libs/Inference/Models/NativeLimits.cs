namespace Switchyard.Inference.Models;

/// <summary>
/// What keeps a whole and well described decoder from this project's engine, whose slots lie in one block that past and present share.
/// ONNX Runtime GenAI runs such a model, so its runner gets it where that is registered.
/// </summary>
internal static class NativeLimits
{
    /// <summary>Refuses a decoder that the engine cannot run.</summary>
    public static void Check(DecoderFolder decoder)
    {
        if (Find(decoder) is { } limit)
        {
            throw new ModelLoadException($"{limit} As it is, the runner 'genai' of the full package profile runs it (-p:Feed=full).");
        }
    }

    /// <summary>Gets why the engine cannot run a decoder, or null when it can.</summary>
    public static string? Find(DecoderFolder decoder) => FindInConfiguration(decoder) ?? FindInGraph(decoder);

    private static string? FindInConfiguration(DecoderFolder decoder)
    {
        var path = Path.Combine(decoder.Files.Path, "genai_config.json");
        return decoder.Config switch
        {
            { SharesBuffer: false } => $"{path}: search.past_present_share_buffer must be true. Export the model for a shared key/value buffer (GroupQueryAttention).",
            { SlidesCache: true } => $"{path}: 'model.decoder.sliding_window' with a sliding cache or sliding inputs is not served; set slide_key_value_cache and slide_inputs to false if the graph keeps all keys and values.",
            { HasOtherLayers: true } => $"{path}: 'model.decoder.layer_types' has layers that are no attention, which is not served.",
            _ => null,
        };
    }

    // Past and present share memory, which only GroupQueryAttention does on the CPU; other graphs make a present of another shape.
    private static string? FindInGraph(DecoderFolder decoder)
    {
        if (!decoder.Graph.Uses("GroupQueryAttention"))
        {
            return $"The graph of {decoder.ModelPath} has no GroupQueryAttention, so its keys and values cannot stay in place. Export the model with ONNX Runtime GenAI's model builder for the CPU.";
        }

        return decoder.Graph.Nodes.Exists(node => node.Integers.GetValueOrDefault("sliding_window_cache") == 1)
            ? $"The graph of {decoder.ModelPath} keeps only a window of its keys and values (sliding_window_cache), which is not served. Export the model with a full cache; its attention may still have a window."
            : null;
    }
}
