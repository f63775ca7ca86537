using System.Buffers.Binary;
using System.Text;

namespace Switchyard.Inference.Models.Onnx;

/// <summary>
/// Reads protobuf messages from a file without loading what is skipped: weights of gigabytes cost a seek each. A length that
/// reaches beyond its message, and so beyond the file, is an error.
/// </summary>
internal sealed class ProtobufReader(Stream stream)
{
    private const int MaxTextBytes = 64 * 1024;

    /// <summary>Gets how far the file goes.</summary>
    public long End => stream.Length;

    /// <summary>Reads the next field of a message that ends at <paramref name="end"/>.</summary>
    public bool TryReadField(long end, out int field, out int wire)
    {
        if (stream.Position >= end)
        {
            (field, wire) = (0, 0);
            return false;
        }

        var tag = ReadVarint();
        (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
        return field > 0 ? true : throw new InvalidDataException("it has a field without a number");
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("it ends in the middle of a number");
            }

            value |= shift < 64 ? (ulong)(next & 0x7F) << shift : 0;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("it has a number of more than 64 bits");
    }

    public float ReadSingle()
    {
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    /// <summary>Reads a length and gives the position where what it measures ends.</summary>
    public long ReadEnd(long end)
    {
        var length = ReadVarint();
        return length <= (ulong)(end - stream.Position) ? stream.Position + (long)length : throw new InvalidDataException("it is cut off: a part is longer than what is left of the file");
    }

    public string ReadText(long end)
    {
        var length = ReadEnd(end) - stream.Position;
        if (length > MaxTextBytes)
        {
            throw new InvalidDataException($"it has a name of {length} bytes");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Reads whole numbers, one or a packed list of them.</summary>
    public void ReadIntegers(int wire, long end, ICollection<long> output)
    {
        if (wire == 0)
        {
            output.Add((long)ReadVarint());
            return;
        }

        for (var listEnd = ReadEnd(end); stream.Position < listEnd;)
        {
            output.Add((long)ReadVarint());
        }
    }

    /// <summary>Skips a field and gives the bytes it has.</summary>
    public long Skip(int wire, long end)
    {
        var target = wire switch
        {
            0 => SkipVarint(),
            1 => stream.Position + 8,
            2 => ReadEnd(end),
            5 => stream.Position + 4,
            _ => throw new InvalidDataException($"it has a field of the unknown kind {wire}"),
        };
        if (target > end)
        {
            throw new InvalidDataException("it is cut off");
        }

        var length = target - stream.Position;
        stream.Position = target;
        return length;
    }

    private long SkipVarint()
    {
        ReadVarint();
        return stream.Position;
    }
}
