using System.Buffers.Binary;
using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>
/// SentencePiece's table of replacements: a length, a double-array trie of that many bytes whose values are offsets, and the replacements as
/// UTF-8, each ended by a zero byte. A unit of the trie holds a label or a value, whether a value hangs below it, and the offset to its children.
/// </summary>
internal sealed class CharsMap
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    /// <exception cref="FormatException">The table is cut off or holds no trie.</exception>
    public CharsMap(byte[] data)
    {
        var size = data.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(data) : 0;
        if (size == 0 || size % sizeof(uint) != 0 || size > (uint)data.Length - sizeof(uint))
        {
            throw new FormatException("the table's length and its trie's length do not agree");
        }

        _units = new uint[size / sizeof(uint)];
        for (var i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((i + 1) * sizeof(uint)));
        }

        _replacements = data[(sizeof(uint) + (int)size)..];
    }

    /// <summary>Gets the replacement for the shortest entry that <paramref name="text"/> begins with, or null.</summary>
    public string? Find(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var value = FindShortest(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (value < 0 || value >= _replacements.Length)
        {
            return null;
        }

        var rest = _replacements.AsSpan(value);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private int FindShortest(ReadOnlySpan<byte> key)
    {
        var node = Offset(_units[0]);
        foreach (var label in key)
        {
            node ^= label;
            if (label == 0 || node >= (uint)_units.Length || (_units[node] & 0x800000FF) != label)
            {
                return -1;
            }

            var unit = _units[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0)
            {
                return node < (uint)_units.Length ? (int)(_units[node] & 0x7FFFFFFF) : -1;
            }
        }

        return -1;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
