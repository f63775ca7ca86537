using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Router.Balancing;

/// <summary>A hash of 64 bits that is the same in every process, so that routers side by side agree, and of any machine's byte order. Not for secrets.</summary>
/// <remarks>Eight bytes at a time are mixed by folding a product of 128 bits, as wyhash does (wangyi-fudan/wyhash).</remarks>
internal static class StableHash
{
    private const ulong FirstFactor = 0x9E3779B97F4A7C15;
    private const ulong SecondFactor = 0xD6E8FEB86659FD93;

    /// <summary>Mixes two hashes, in this order.</summary>
    public static ulong Combine(ulong first, ulong second)
    {
        var high = Math.BigMul(first ^ FirstFactor, second ^ SecondFactor, out var low);
        return high ^ low;
    }

    /// <summary>Hashes <paramref name="bytes"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = Combine(seed, (ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Combine(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        var rest = 0UL;
        foreach (var value in bytes)
        {
            rest = (rest << 8) | value;
        }

        return Combine(Combine(hash, rest), FirstFactor);
    }

    /// <summary>Hashes <paramref name="text"/>.</summary>
    public static ulong Of(string text) => BitConverter.IsLittleEndian
        ? Of(MemoryMarshal.AsBytes(text.AsSpan()))
        : Of(Encoding.Unicode.GetBytes(text));
}
