namespace Switchyard.Inference.Models.Onnx;

/// <summary>
/// Walks the messages of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); the numbers below are its field numbers.
/// </summary>
internal sealed class OnnxFileReader(ProtobufReader reader)
{
    // ONNX Runtime nests control flow; real models have one or two levels.
    private const int MaxDepth = 16;

    private readonly OnnxFile _file = new();
    private readonly OnnxTensorReader _tensors = new(reader);

    public OnnxFile Read()
    {
        var graphs = 0;
        while (reader.TryReadField(reader.End, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (7, 2):
                    ReadGraph(reader.ReadEnd(reader.End), 0);
                    graphs++;
                    break;
                case (25, 2):
                    ReadFunction(reader.ReadEnd(reader.End), 0);
                    break;
                default:
                    reader.Skip(wire, reader.End);
                    break;
            }
        }

        return graphs == 1 ? _file : throw new InvalidDataException($"it has {graphs} graphs");
    }

    private void ReadGraph(long end, int depth)
    {
        CheckDepth(depth);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, 2):
                    ReadNode(reader.ReadEnd(end), depth);
                    break;
                case (5, 2):
                    _file.Tensors.Add(_tensors.Read(reader.ReadEnd(end)));
                    break;
                case (11, 2) when depth == 0:
                    _file.Inputs.Add(ReadValue(reader.ReadEnd(end)));
                    break;
                case (12, 2) when depth == 0:
                    _file.Outputs.Add(ReadValue(reader.ReadEnd(end)));
                    break;
                case (15, 2):
                    ReadSparseTensor(reader.ReadEnd(end));
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }
    }

    // FunctionProto has its nodes in field 7.
    private void ReadFunction(long end, int depth)
    {
        while (reader.TryReadField(end, out var field, out var wire))
        {
            if ((field, wire) == (7, 2))
            {
                ReadNode(reader.ReadEnd(end), depth);
            }
            else
            {
                reader.Skip(wire, end);
            }
        }
    }

    private void ReadNode(long end, int depth)
    {
        var (name, domain) = (string.Empty, string.Empty);
        var integers = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (4, 2):
                    name = reader.ReadText(end);
                    break;
                case (7, 2):
                    domain = reader.ReadText(end);
                    break;
                case (5, 2):
                    ReadAttribute(reader.ReadEnd(end), depth, integers);
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }

        _file.Nodes.Add(new OnnxNode(name, domain, integers));
    }

    private void ReadAttribute(long end, int depth, Dictionary<string, long> integers)
    {
        var (name, value) = (string.Empty, (long?)null);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, 2):
                    name = reader.ReadText(end);
                    break;
                case (3, 0):
                    value = (long)reader.ReadVarint();
                    break;
                case (5, 2) or (10, 2):
                    _file.Tensors.Add(_tensors.Read(reader.ReadEnd(end)));
                    break;
                case (6, 2) or (11, 2):
                    ReadGraph(reader.ReadEnd(end), depth + 1);
                    break;
                case (22, 2) or (23, 2):
                    ReadSparseTensor(reader.ReadEnd(end));
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }

        if (value is { } number)
        {
            integers[name] = number;
        }
    }

    // SparseTensorProto: values and indices are tensors.
    private void ReadSparseTensor(long end)
    {
        while (reader.TryReadField(end, out var field, out var wire))
        {
            if ((field, wire) is (1, 2) or (2, 2))
            {
                _file.Tensors.Add(_tensors.Read(reader.ReadEnd(end)));
            }
            else
            {
                reader.Skip(wire, end);
            }
        }
    }

    private OnnxValue ReadValue(long end)
    {
        var name = string.Empty;
        var value = new OnnxValue(name, 0, []);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, 2):
                    name = reader.ReadText(end);
                    break;
                case (2, 2):
                    value = new OnnxValueReader(reader).ReadType(reader.ReadEnd(end));
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }

        return value with { Name = name };
    }

    private static void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"its graphs are nested more than {MaxDepth} deep");
        }
    }
}
