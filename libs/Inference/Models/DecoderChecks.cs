using Switchyard.Inference.Execution;
using Switchyard.Inference.Models.Onnx;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Models;

/// <summary>
/// Checks a decoder's folder before ONNX Runtime opens it: what its files say of each other, and that they are whole. A folder that
/// passes may still be refused by ONNX Runtime; one that fails has not cost more than reading its descriptions.
/// </summary>
internal static class DecoderChecks
{
    // 64 TiB of address space; a process has 128.
    private static readonly Int128 s_largestCache = (Int128)1 << 46;

    /// <summary>Checks that the graph has the layers and the vocabulary that the configuration says.</summary>
    public static void CheckGraph(string path, OnnxFile file, GenAIConfig config)
    {
        CheckLayers(path, file, config);
        if (file.Outputs.Find(output => output.Name == config.Logits) is { Dimensions: [_, _, >= 0 and var width] } && width != config.VocabularySize)
        {
            throw new ModelLoadException($"The logits of {path} are {width} wide, but genai_config.json says model.vocab_size {config.VocabularySize}.");
        }
    }

    /// <summary>Checks that every id that can reach the graph is inside its vocabulary.</summary>
    public static void CheckTokens(ModelFolder folder, GenAIConfig config, Tokenizer tokenizer)
    {
        if (tokenizer.Count > config.VocabularySize)
        {
            throw new ModelLoadException($"The tokenizer of {folder.Path} has the id {tokenizer.Count - 1}, but model.vocab_size in genai_config.json is {config.VocabularySize}.");
        }

        foreach (var id in config.EndOfTextIds.Append(config.BeginOfTextId ?? 0))
        {
            if (id < 0 || id >= config.VocabularySize)
            {
                throw new ModelLoadException($"genai_config.json in {folder.Path} names the token {id}, but model.vocab_size is {config.VocabularySize}.");
            }
        }
    }

    /// <summary>Gets the key/value bytes of all slots when they are full.</summary>
    /// <exception cref="ModelLoadException">No machine has that many.</exception>
    public static long MeasureCache(ModelFolder folder, GenAIConfig config, ExecutionOptions execution)
    {
        var bytes = (Int128)config.LayerCount * 2 * config.KeyValueHeads * config.HeadSize * config.ContextLength * execution.Slots * sizeof(float);
        return bytes <= s_largestCache ? (long)bytes : throw DoesNotFit(folder.Path, config, execution, null);
    }

    public static ModelLoadException DoesNotFit(string folder, GenAIConfig config, ExecutionOptions execution, Exception? cause)
    {
        var message = $"The model in {folder} does not fit into this machine's memory with {execution.Slots} slots of {config.ContextLength} tokens. Lower Models:ContextLength or Models:Slots.";
        return cause is null ? new ModelLoadException(message) : new ModelLoadException(message, cause);
    }

    // Before anything is made for each layer: their number comes from a file that may say anything.
    private static void CheckLayers(string path, OnnxFile file, GenAIConfig config)
    {
        if (config.LayerCount > file.Inputs.Count)
        {
            throw new ModelLoadException($"genai_config.json says {config.LayerCount} layers, but the graph of {path} has only {file.Inputs.Count} inputs.");
        }
    }
}
