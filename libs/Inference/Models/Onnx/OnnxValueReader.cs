using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>Reads a TypeProto: the element type and the shape of a tensor.</summary>
internal sealed class OnnxValueReader(ProtobufReader reader)
{
    private readonly List<long> _dimensions = [];
    private ulong _elementType;

    public OnnxValue ReadType(long end)
    {
        ReadNested(end, 1, typeEnd => ReadTensorType(typeEnd));
        return new OnnxValue(string.Empty, (OrtElementType)_elementType, _dimensions);
    }

    private void ReadTensorType(long end)
    {
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, 0):
                    _elementType = reader.ReadVarint();
                    break;
                case (2, 2):
                    ReadNested(reader.ReadEnd(end), 1, ReadDimension);
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }
    }

    private void ReadDimension(long end)
    {
        var size = -1L;
        while (reader.TryReadField(end, out var field, out var wire))
        {
            if ((field, wire) == (1, 0))
            {
                size = (long)reader.ReadVarint();
            }
            else
            {
                reader.Skip(wire, end);
            }
        }

        _dimensions.Add(size);
    }

    private void ReadNested(long end, int wanted, Action<long> read)
    {
        while (reader.TryReadField(end, out var field, out var wire))
        {
            if (field == wanted && wire == 2)
            {
                read(reader.ReadEnd(end));
            }
            else
            {
                reader.Skip(wire, end);
            }
        }
    }
}
