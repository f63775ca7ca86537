using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Embeddings;

/// <summary>An encoder's session and tensors: what BERT's shape has, and the vectors it gives.</summary>
internal sealed class EncoderGraph : IDisposable
{
    private static readonly string[] s_inputs = ["input_ids", "attention_mask", "token_type_ids", "position_ids"];

    private readonly OrtSession _session;
    private readonly TensorName _output;
    private readonly bool _isPooled;

    public EncoderGraph(string path, OrtSessionOptions options)
    {
        _session = new OrtSession(path, options);
        try
        {
            CheckInputs(path);
            var output = FindOutput(path);
            _output = new TensorName(output.Name);
            _isPooled = output.Dimensions.Count == 2;
            Dimensions = (int)output.Dimensions[^1];
        }
        catch (ModelLoadException)
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Gets the length of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Runs rows of different lengths and pools each.</summary>
    public unsafe void Run(IReadOnlyList<int[]> rows, Span<float[]> vectors, PoolingMode pooling)
    {
        var (count, width) = (rows.Count, rows.Max(row => row.Length));
        using var inputs = new EncoderInputs(rows, width);
        using var output = new NativeBuffer<float>((nuint)count * (nuint)(_isPooled ? 1 : width) * (nuint)Dimensions);
        using var binding = new IoBinding(_session);
        foreach (var input in _session.Inputs)
        {
            inputs.Bind(binding, input.Name);
        }

        using var value = new OrtValue(output.Pointer, output.Bytes, OrtElementType.Float, _isPooled ? [count, Dimensions] : [count, width, Dimensions]);
        binding.BindOutput(_output, value);
        _session.Run(binding);
        for (var row = 0; row < count; row++)
        {
            vectors[row] = new float[Dimensions];
            var states = output.Span(row * (_isPooled ? 1 : width) * Dimensions, (_isPooled ? 1 : rows[row].Length) * Dimensions);
            Pooling.Apply(states, vectors[row], pooling);
        }
    }

    public void Dispose() => _session.Dispose();

    private void CheckInputs(string path)
    {
        foreach (var input in _session.Inputs)
        {
            if (!s_inputs.Contains(input.Name) || input.ElementType != OrtElementType.Int64)
            {
                throw new ModelLoadException($"The graph of {path} asks for the input '{input.Name}' of type {input.ElementType}, which is not served; an encoder has int64 {string.Join(", ", s_inputs)}.");
            }
        }
    }

    private OrtTensorInfo FindOutput(string path)
    {
        var floats = _session.Outputs.Where(output => output.ElementType == OrtElementType.Float && output.Dimensions.Count > 0 && output.Dimensions[^1] > 0).ToList();
        return floats.Find(output => output.Dimensions.Count == 3) ?? floats.Find(output => output.Dimensions.Count == 2)
            ?? throw new ModelLoadException($"The graph of {path} has no float32 output [batch, sequence, size] or [batch, size] with a fixed size.");
    }
}
