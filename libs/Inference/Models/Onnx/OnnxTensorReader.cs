using System.Globalization;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>Reads a TensorProto: everything but its data.</summary>
internal sealed class OnnxTensorReader(ProtobufReader reader)
{
    public OnnxTensor Read(long end)
    {
        var dimensions = new List<long>();
        var external = new Dictionary<string, string>(StringComparer.Ordinal);
        var (name, type, location, raw) = (string.Empty, 0UL, 0UL, (long?)null);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, _):
                    reader.ReadIntegers(wire, end, dimensions);
                    break;
                case (2, 0):
                    type = reader.ReadVarint();
                    break;
                case (8, 2):
                    name = reader.ReadText(end);
                    break;
                case (9, 2):
                    raw = reader.Skip(wire, end);
                    break;
                case (13, 2):
                    ReadEntry(reader.ReadEnd(end), external);
                    break;
                case (14, 0):
                    location = reader.ReadVarint();
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }

        var isExternal = location == 1 || external.Count > 0;
        return new OnnxTensor
        {
            Name = name,
            ElementType = (OrtElementType)type,
            Dimensions = dimensions,
            RawBytes = raw,
            Location = isExternal ? external.GetValueOrDefault("location", string.Empty) : null,
            Offset = ReadNumber(name, external, "offset") ?? 0,
            Length = ReadNumber(name, external, "length"),
        };
    }

    private void ReadEntry(long end, Dictionary<string, string> entries)
    {
        var (key, value) = (string.Empty, string.Empty);
        while (reader.TryReadField(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, 2):
                    key = reader.ReadText(end);
                    break;
                case (2, 2):
                    value = reader.ReadText(end);
                    break;
                default:
                    reader.Skip(wire, end);
                    break;
            }
        }

        entries[key] = value;
    }

    private static long? ReadNumber(string tensor, Dictionary<string, string> entries, string key)
    {
        if (!entries.TryGetValue(key, out var text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidDataException($"the {key} of the weight '{tensor}' is '{text}'");
    }
}
