using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests.Execution;

/// <summary>
/// A folder with a small decoder of random float32 weights, whose runs do not depend on how prompts are cut beyond rounding. It has the
/// embedded model's tokenizer and no end of text.
/// </summary>
internal sealed class SmallDecoder : IDisposable
{
    public const int Context = 1024;
    private const int Seed = 20260101;
    private const int Vocabulary = 2048;
    private const int Hidden = 64;
    private const int Heads = 4;
    private const int KeyValueHeads = 2;
    private const int HeadSize = 16;
    private const int Layers = 2;

    private readonly ModelFolderCopy _folder = ModelFolderCopy.WithoutEnd();
    private readonly OnnxGraph _graph = new();
    private readonly Random _random = new(Seed);
    private readonly bool _quantizesKeyValues;

    /// <summary>Writes the model; its keys and values are float32, or int8 where asked for.</summary>
    public SmallDecoder(bool quantizesKeyValues = false)
    {
        _quantizesKeyValues = quantizesKeyValues;
        _folder.Replace("genai_config.json", "\"head_size\": 32", $"\"head_size\": {HeadSize}");
        _folder.Replace("genai_config.json", "\"num_hidden_layers\": 5", $"\"num_hidden_layers\": {Layers}");
        _folder.Replace("genai_config.json", "\"num_key_value_heads\": 4", $"\"num_key_value_heads\": {KeyValueHeads}");
        _folder.Replace("genai_config.json", "\"hidden_size\": 256", $"\"hidden_size\": {Hidden}");
        _folder.Replace("genai_config.json", "\"num_attention_heads\": 8", $"\"num_attention_heads\": {Heads}");
        Build();
        File.WriteAllBytes(System.IO.Path.Combine(Path, "model.onnx"), _graph.ToArray());
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    private void Build()
    {
        _graph.Input("input_ids", OnnxGraph.Int64, "batch_size", "sequence_length");
        _graph.Input("attention_mask", OnnxGraph.Int64, "batch_size", "total_sequence_length");
        AddLengths();
        AddRotary();
        _graph.Weights("embeddings", [Vocabulary, Hidden], Normal(Vocabulary * Hidden, 1));
        _graph.Weights("ones", [Hidden], [.. Enumerable.Repeat(1f, Hidden)]);
        _graph.Node("Gather", ["embeddings", "input_ids"], ["x0"]);
        for (var layer = 0; layer < Layers; layer++)
        {
            AddLayer(layer, $"x{layer}", $"x{layer + 1}");
        }

        Norm($"x{Layers}", "last");
        Project("last", "logits", Hidden, Vocabulary, 3);
        _graph.Output("logits", OnnxGraph.Float, "batch_size", "sequence_length", Vocabulary);
    }

    // The mask's subgraph as the model builder of ONNX Runtime GenAI writes it.
    private void AddLengths()
    {
        _graph.Integers("axis", [1]);
        _graph.Integers("one", [1]);
        _graph.Scalar("width_index", 1);
        _graph.Node("ReduceSum", ["attention_mask", "axis"], ["sums"], string.Empty, ("keepdims", 0));
        _graph.Node("Sub", ["sums", "one"], ["lasts"]);
        _graph.Node("Cast", ["lasts"], ["seqlens_k"], string.Empty, ("to", OnnxGraph.Int32));
        _graph.Node("Shape", ["attention_mask"], ["mask_shape"]);
        _graph.Node("Gather", ["mask_shape", "width_index"], ["width"], string.Empty, ("axis", 0));
        _graph.Node("Cast", ["width"], ["total"], string.Empty, ("to", OnnxGraph.Int32));
    }

    private void AddRotary()
    {
        const int Half = HeadSize / 2;
        var angles = Enumerable.Range(0, Context * Half).Select(i => i / Half * Math.Pow(10_000, -(i % Half) / (double)Half)).ToArray();
        _graph.Weights("cos", [Context, Half], [.. angles.Select(angle => (float)Math.Cos(angle))]);
        _graph.Weights("sin", [Context, Half], [.. angles.Select(angle => (float)Math.Sin(angle))]);
        if (_quantizesKeyValues)
        {
            _graph.Weights("scale", [1], [0.02f]);
        }
    }

    private void AddLayer(int layer, string input, string output)
    {
        Norm(input, $"{input}_normed");
        Project($"{input}_normed", $"{input}_qkv", Hidden, (Heads + (2 * KeyValueHeads)) * HeadSize, 1);
        AddAttention(layer, $"{input}_qkv", $"{input}_attended");
        Project($"{input}_attended", $"{input}_projected", Heads * HeadSize, Hidden, 1);
        _graph.Node("Add", [input, $"{input}_projected"], [$"{input}_middle"]);
        Norm($"{input}_middle", $"{input}_middle_normed");
        Project($"{input}_middle_normed", $"{input}_up", Hidden, 2 * Hidden, 1);
        _graph.Node("Tanh", [$"{input}_up"], [$"{input}_active"]);
        Project($"{input}_active", $"{input}_down", 2 * Hidden, Hidden, 1);
        _graph.Node("Add", [$"{input}_middle", $"{input}_down"], [output]);
    }

    private void AddAttention(int layer, string input, string output)
    {
        var type = _quantizesKeyValues ? OnnxGraph.Int8 : OnnxGraph.Float;
        string[] quantization = _quantizesKeyValues ? ["", "", "", "scale", "scale"] : [];
        (string, object)[] attributes = [("num_heads", Heads), ("kv_num_heads", KeyValueHeads), ("do_rotary", 1)];
        if (_quantizesKeyValues)
        {
            attributes = [.. attributes, ("k_quant_type", "PER_TENSOR"), ("v_quant_type", "PER_TENSOR"), ("kv_cache_bit_width", 8)];
        }

        _graph.Node(
            "GroupQueryAttention",
            [input, "", "", $"past_key_values.{layer}.key", $"past_key_values.{layer}.value", "seqlens_k", "total", "cos", "sin", .. quantization],
            [output, $"present.{layer}.key", $"present.{layer}.value"],
            OnnxGraph.Microsoft,
            attributes);
        foreach (var kind in new[] { "key", "value" })
        {
            _graph.Input($"past_key_values.{layer}.{kind}", type, "batch_size", KeyValueHeads, "past_sequence_length", HeadSize);
            _graph.Output($"present.{layer}.{kind}", type, "batch_size", KeyValueHeads, "total_sequence_length", HeadSize);
        }
    }

    private void Norm(string input, string output) =>
        _graph.Node("SimplifiedLayerNormalization", [input, "ones"], [output], string.Empty, ("axis", -1), ("epsilon", 1e-5f), ("stash_type", 1));

    private void Project(string input, string output, int rows, int columns, float gain)
    {
        _graph.Weights($"{output}_weight", [rows, columns], Normal(rows * columns, gain / MathF.Sqrt(rows)));
        _graph.Node("MatMul", [input, $"{output}_weight"], [output]);
    }

    private float[] Normal(int count, float deviation)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = deviation * (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        }

        return values;
    }
}
