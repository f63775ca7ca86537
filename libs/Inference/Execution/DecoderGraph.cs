using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>A decoder's tensor names, and the check that a loaded graph has exactly the inputs and outputs that are served.</summary>
internal sealed class DecoderGraph
{
    public DecoderGraph(GenAIConfig config, OrtSession session)
    {
        InputIds = new TensorName(config.InputIds);
        AttentionMask = new TensorName(config.AttentionMask);
        Logits = new TensorName(config.Logits);
        Cache = [.. Enumerable.Range(0, config.LayerCount).SelectMany(layer => LayerTensors(config, layer))];
        PositionIds = session.Inputs.Any(input => input.Name == config.PositionIds) ? new TensorName(config.PositionIds) : null;
        CheckNames(config, session);
        KeyValues = ReadKeyValues(config, session);
        var logits = Find(session.Outputs, config.Logits);
        CheckType(logits, OrtElementType.Float);
        HasPrunedLogits = logits.Dimensions is [_, 1, _];
    }

    public TensorName InputIds { get; }

    public TensorName AttentionMask { get; }

    /// <summary>Gets the input of each token's position, or null where the graph takes it from the mask (rotary embedding inside the attention).</summary>
    public TensorName? PositionIds { get; }

    public TensorName Logits { get; }

    /// <summary>Gets the key and value tensors of each layer: what goes in and, in the same memory, what comes out.</summary>
    public IReadOnlyList<(TensorName Past, TensorName Present)> Cache { get; }

    /// <summary>Gets the shape and type of <see cref="Cache"/>.</summary>
    public KeyValueLayout KeyValues { get; }

    /// <summary>Gets whether the graph gives logits of the last position only.</summary>
    public bool HasPrunedLogits { get; }

    private static IEnumerable<(TensorName Past, TensorName Present)> LayerTensors(GenAIConfig config, int layer)
    {
        yield return (new(GenAIConfig.LayerName(config.PastKeys, layer)), new(GenAIConfig.LayerName(config.PresentKeys, layer)));
        yield return (new(GenAIConfig.LayerName(config.PastValues, layer)), new(GenAIConfig.LayerName(config.PresentValues, layer)));
    }

    private void CheckNames(GenAIConfig config, OrtSession session)
    {
        var known = Cache.Select(pair => pair.Past.ToString()).Append(config.InputIds).Append(config.AttentionMask).ToHashSet(StringComparer.Ordinal);
        if (session.Inputs.FirstOrDefault(input => !known.Contains(input.Name) && input.Name != PositionIds?.ToString()) is { } unknown)
        {
            throw new ModelLoadException($"The model's graph asks for the input '{unknown.Name}', which is not served. Export it as a decoder with GroupQueryAttention (the default for the CPU).");
        }

        foreach (var name in known)
        {
            Find(session.Inputs, name);
        }
    }

    // Quantized keys and values are the graph's own affair (its scales are constants): here they only have another size.
    private KeyValueLayout ReadKeyValues(GenAIConfig config, OrtSession session)
    {
        var first = Find(session.Inputs, Cache[0].Past.ToString());
        var width = first.ElementType switch
        {
            OrtElementType.Float or OrtElementType.Int8 => config.HeadSize,
            OrtElementType.UInt8 => (config.HeadSize + 1) / 2,
            _ => throw new ModelLoadException($"The model's '{first.Name}' is of type {first.ElementType}; on the CPU keys and values are float32, int8, or int4 in uint8. Export the model with io_dtype fp32."),
        };
        foreach (var (past, present) in Cache)
        {
            var tensor = Find(session.Inputs, past.ToString());
            CheckType(tensor, first.ElementType);
            CheckType(Find(session.Outputs, present.ToString()), first.ElementType);
            if (tensor.Dimensions is not [_, var heads, _, var size] || heads != config.KeyValueHeads || size != width)
            {
                throw new ModelLoadException($"The model's '{past}' has the shape [{string.Join(", ", tensor.Dimensions)}], but genai_config.json says {config.KeyValueHeads} heads of size {config.HeadSize}.");
            }
        }

        return new KeyValueLayout(first.ElementType, Cache.Count, config.KeyValueHeads, width);
    }

    private static void CheckType(OrtTensorInfo tensor, OrtElementType expected)
    {
        if (tensor.ElementType != expected)
        {
            throw new ModelLoadException($"The model's '{tensor.Name}' is of type {tensor.ElementType}; on the CPU only {(expected == OrtElementType.Float ? "float32" : expected)} is served. Export the model with io_dtype fp32.");
        }
    }

    private static OrtTensorInfo Find(IReadOnlyList<OrtTensorInfo> tensors, string name) =>
        tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw new ModelLoadException($"The model's graph has no '{name}', which genai_config.json names.");
}
