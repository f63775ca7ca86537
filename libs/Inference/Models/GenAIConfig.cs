using System.Text.Json;

namespace Switchyard.Inference.Models;

/// <summary>
/// What the engine needs of <c>genai_config.json</c>, the description ONNX Runtime GenAI keeps beside a model.
/// </summary>
internal sealed record GenAIConfig
{
    public required string ModelType { get; init; }

    public required string ModelFile { get; init; }

    /// <summary>Gets the folder of the tokenizer's files, relative to the model's; empty is the model's own.</summary>
    public required string TokenizerFolder { get; init; }

    public required int ContextLength { get; init; }

    public required int VocabularySize { get; init; }

    public required IReadOnlyList<int> EndOfTextIds { get; init; }

    public required int? BeginOfTextId { get; init; }

    /// <summary>Gets the id that fills short rows, where the folder has one.</summary>
    public required int? PadId { get; init; }

    public required int LayerCount { get; init; }

    public required int KeyValueHeads { get; init; }

    public required int HeadSize { get; init; }

    public required string InputIds { get; init; }

    public required string AttentionMask { get; init; }

    public required string PositionIds { get; init; }

    public required string Logits { get; init; }

    public required string PastKeys { get; init; }

    public required string PastValues { get; init; }

    public required string PresentKeys { get; init; }

    public required string PresentValues { get; init; }

    /// <summary>Gets whether past and present are one memory.</summary>
    public required bool SharesBuffer { get; init; }

    /// <summary>Gets whether the cache or the inputs slide with a window.</summary>
    public required bool SlidesCache { get; init; }

    /// <summary>Gets whether some layers are no attention.</summary>
    public required bool HasOtherLayers { get; init; }

    public required int? IntraOpThreads { get; init; }

    /// <summary>Gets how the model samples where a request does not say.</summary>
    public required SamplingDefaults Sampling { get; init; }

    /// <summary>Reads and checks the file in <paramref name="folder"/>.</summary>
    public static GenAIConfig Read(string folder)
    {
        var path = Path.Combine(folder, "genai_config.json");
        new ModelFolder(folder).CheckLinks("genai_config.json");
        using var document = JsonFile.Parse(path);
        GenAIConfigKeys.Check(path, document.RootElement);
        var model = document.RootElement.Find("model") ?? throw Missing(path, "model");
        var decoder = model.Find("decoder") ?? throw Missing(path, "model.decoder");
        return Read(path, model, decoder, document.RootElement.Find("search") ?? default);
    }

    /// <summary>Gets the same with a context no longer than <paramref name="execution"/> has memory for.</summary>
    public GenAIConfig Limit(Execution.ExecutionOptions execution) => this with { ContextLength = Math.Min(ContextLength, execution.ContextLength) };

    /// <summary>Gets the name of a per-layer tensor: <paramref name="pattern"/> has <c>%d</c> where the layer goes.</summary>
    public static string LayerName(string pattern, int layer) => pattern.Replace("%d", layer.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static GenAIConfig Read(string path, JsonElement model, JsonElement decoder, JsonElement search)
    {
        var inputs = decoder.Find("inputs") ?? default;
        var outputs = decoder.Find("outputs") ?? default;
        return new GenAIConfig
        {
            ModelType = model.FindString("type") ?? "unknown",
            ModelFile = decoder.FindString("filename") ?? throw Missing(path, "model.decoder.filename"),
            TokenizerFolder = model.FindString("tokenizer_dir") ?? string.Empty,
            ContextLength = Positive(path, model, "context_length"),
            VocabularySize = Positive(path, model, "vocab_size"),
            EndOfTextIds = ReadEndOfText(path, model),
            BeginOfTextId = model.FindInt("bos_token_id"),
            PadId = model.FindInt("pad_token_id"),
            LayerCount = Positive(path, decoder, "num_hidden_layers"),
            KeyValueHeads = Positive(path, decoder, "num_key_value_heads"),
            HeadSize = Positive(path, decoder, "head_size"),
            InputIds = inputs.FindString("input_ids") ?? "input_ids",
            AttentionMask = inputs.FindString("attention_mask") ?? "attention_mask",
            PositionIds = inputs.FindString("position_ids") ?? "position_ids",
            Logits = outputs.FindString("logits") ?? "logits",
            PastKeys = inputs.FindString("past_key_names") ?? "past_key_values.%d.key",
            PastValues = inputs.FindString("past_value_names") ?? "past_key_values.%d.value",
            PresentKeys = outputs.FindString("present_key_names") ?? "present.%d.key",
            PresentValues = outputs.FindString("present_value_names") ?? "present.%d.value",
            SharesBuffer = search.FindBool("past_present_share_buffer"),
            SlidesCache = decoder.Find("sliding_window") is { } window && (window.Find("slide_key_value_cache") is not { ValueKind: JsonValueKind.False } || window.FindBool("slide_inputs")),
            HasOtherLayers = decoder.Find("layer_types") is { ValueKind: JsonValueKind.Array } types && types.EnumerateArray().Any(type => type.ValueKind != JsonValueKind.String || type.GetString() == "conv"),
            IntraOpThreads = decoder.Find("session_options")?.FindInt("intra_op_num_threads"),
            Sampling = SamplingDefaults.Read(path, search),
        };
    }

    private static int[] ReadEndOfText(string path, JsonElement model) => (model.Find("eos_token_id") ?? model.Find("pad_token_id")) switch
    {
        { ValueKind: JsonValueKind.Array } ids => [.. ids.EnumerateArray().Select(id => ReadToken(path, id))],
        { } id => [ReadToken(path, id)],
        null => throw Missing(path, "model.eos_token_id"),
    };

    private static int ReadToken(string path, JsonElement id) => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var token) && token >= 0
        ? token
        : throw new ModelLoadException($"{path}: 'model.eos_token_id' must be a token's number or an array of them.");

    private static int Positive(string path, JsonElement element, string name) =>
        element.FindInt(name) is > 0 and int value ? value : throw new ModelLoadException($"{path}: '{name}' must be a whole number above 0.");

    private static ModelLoadException Missing(string path, string name) => new($"{path}: '{name}' is missing.");
}
