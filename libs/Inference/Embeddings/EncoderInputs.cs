using Switchyard.Inference.Native;

namespace Switchyard.Inference.Embeddings;

/// <summary>The inputs of one run of an encoder: rows padded on the right to one width.</summary>
internal sealed unsafe class EncoderInputs : IDisposable
{
    private readonly int _rows;
    private readonly int _width;
    private readonly NativeBuffer<long> _ids;
    private readonly NativeBuffer<long> _mask;
    private readonly NativeBuffer<long> _positions;
    private readonly NativeBuffer<long> _types;

    public EncoderInputs(IReadOnlyList<int[]> rows, int width)
    {
        (_rows, _width) = (rows.Count, width);
        var length = (nuint)rows.Count * (nuint)width;
        (_ids, _mask, _positions, _types) = (new(length), new(length), new(length), new(length));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < width; i++)
            {
                var at = (row * width) + i;
                _ids.Pointer[at] = i < rows[row].Length ? rows[row][i] : 0;
                _mask.Pointer[at] = i < rows[row].Length ? 1 : 0;
                _positions.Pointer[at] = i;
            }
        }
    }

    public void Bind(IoBinding binding, string name)
    {
        var buffer = name switch
        {
            "input_ids" => _ids,
            "attention_mask" => _mask,
            "position_ids" => _positions,
            _ => _types,
        };
        using var value = new OrtValue(buffer.Pointer, buffer.Bytes, OrtElementType.Int64, [_rows, _width]);
        binding.BindInput(new TensorName(name), value);
    }

    public void Dispose()
    {
        _ids.Dispose();
        _mask.Dispose();
        _positions.Dispose();
        _types.Dispose();
    }
}
