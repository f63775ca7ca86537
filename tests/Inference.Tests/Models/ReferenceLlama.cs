using System.Runtime.InteropServices;
using Switchyard.Inference.Models.Onnx;

namespace Switchyard.Inference.Tests.Models;

/// <summary>
/// A llama's forward pass written from the model's definition, over the weights of the test model: no cache, no batch, plain loops in
/// double precision. Its sizes are those of eng/models/decoder.py.
/// </summary>
internal sealed class ReferenceLlama
{
    private const int Hidden = 32;
    private const int Heads = 4;
    private const int KeyHeads = 2;
    private const int HeadSize = 16;
    private const int Inner = 48;
    private const int Layers = 2;

    private readonly Dictionary<string, float[]> _weights = [];

    public ReferenceLlama(string folder)
    {
        var data = File.ReadAllBytes(Path.Combine(folder, "model.onnx.data"));
        foreach (var tensor in OnnxFile.Read(Path.Combine(folder, "model.onnx")).Tensors.Where(tensor => tensor.Location is not null))
        {
            _weights[tensor.Name] = MemoryMarshal.Cast<byte, float>(data.AsSpan((int)tensor.Offset, (int)tensor.Length!.Value)).ToArray();
        }
    }

    /// <summary>Gets the logits after the last token.</summary>
    public float[] Forward(int[] tokens)
    {
        var embedding = _weights["model.embed_tokens.weight"];
        var states = tokens.Select(token => Array.ConvertAll(embedding[(token * Hidden)..((token + 1) * Hidden)], value => (double)value)).ToArray();
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"model.layers.{layer}";
            Add(states, Attend(name, states.Select(state => Norm(state, name + ".input_layernorm.weight")).ToArray()));
            Add(states, states.Select(state => FeedForward(name, Norm(state, name + ".post_attention_layernorm.weight"))).ToArray());
        }

        var last = Norm(states[^1], "model.norm.weight");
        return [.. Enumerable.Range(0, embedding.Length / Hidden).Select(token => (float)last.Select((value, i) => value * embedding[(token * Hidden) + i]).Sum())];
    }

    private static void Add(double[][] states, double[][] more)
    {
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = [.. states[i].Zip(more[i], (a, b) => a + b)];
        }
    }

    private double[] Norm(double[] state, string weight)
    {
        var scale = 1 / Math.Sqrt(state.Average(value => value * value) + 1e-5);
        return [.. state.Select((value, i) => value * scale * _weights[weight][i])];
    }

    private double[] Multiply(double[] vector, string weight, int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => vector.Select((value, row) => value * _weights[weight][(row * columns) + column]).Sum())];

    private double[][] Attend(string name, double[][] inputs)
    {
        var queries = inputs.Select((input, position) => Rotate(Multiply(input, name + ".attn.q_proj", Heads * HeadSize), position)).ToArray();
        var keys = inputs.Select((input, position) => Rotate(Multiply(input, name + ".attn.k_proj", KeyHeads * HeadSize), position)).ToArray();
        var values = inputs.Select(input => Multiply(input, name + ".attn.v_proj", KeyHeads * HeadSize)).ToArray();
        return [.. queries.Select((query, position) => Multiply([.. Enumerable.Range(0, Heads).SelectMany(head => Mix(query, keys, values, head, position))], name + ".attn.o_proj", Hidden))];
    }

    private static double[] Mix(double[] query, double[][] keys, double[][] values, int head, int position)
    {
        var (own, shared) = (head * HeadSize, head / (Heads / KeyHeads) * HeadSize);
        var scores = Enumerable.Range(0, position + 1)
            .Select(other => Math.Exp(Enumerable.Range(0, HeadSize).Sum(i => query[own + i] * keys[other][shared + i]) / Math.Sqrt(HeadSize)))
            .ToArray();
        return [.. Enumerable.Range(0, HeadSize).Select(i => scores.Select((score, other) => score * values[other][shared + i]).Sum() / scores.Sum())];
    }

    // The two halves of a head are the parts of its complex numbers.
    private static double[] Rotate(double[] heads, int position)
    {
        const int Half = HeadSize / 2;
        var rotated = new double[heads.Length];
        for (var start = 0; start < heads.Length; start += HeadSize)
        {
            for (var i = 0; i < Half; i++)
            {
                var (sin, cos) = Math.SinCos(position / Math.Pow(10000, i / (double)Half));
                rotated[start + i] = (heads[start + i] * cos) - (heads[start + Half + i] * sin);
                rotated[start + Half + i] = (heads[start + Half + i] * cos) + (heads[start + i] * sin);
            }
        }

        return rotated;
    }

    private double[] FeedForward(string name, double[] input)
    {
        var gate = Multiply(input, name + ".mlp.gate_proj", Inner);
        var up = Multiply(input, name + ".mlp.up_proj", Inner);
        return Multiply([.. gate.Zip(up, (g, u) => g / (1 + Math.Exp(-g)) * u)], name + ".mlp.down_proj", Hidden);
    }
}
