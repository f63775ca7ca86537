using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Switchyard.Queue;

/// <summary>
/// Makes the names of jobs: UUIDs of version 7 whose twelve bits after the milliseconds count (RFC 9562, section 6.2, method 1), so that jobs a process
/// submits within one millisecond are in order too.
/// </summary>
internal static class JobIds
{
    private const int CounterBits = 12;

    private static long s_last;

    /// <summary>Makes a name greater than all this process made before.</summary>
    /// <param name="now">The time it is made at.</param>
    public static Guid Next(DateTimeOffset now)
    {
        long last, next;
        do
        {
            last = Volatile.Read(ref s_last);
            next = Math.Max(now.ToUnixTimeMilliseconds() << CounterBits, last + 1);
        }
        while (Interlocked.CompareExchange(ref s_last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, next >> CounterBits << 16 | 0x7000 | (next & 0xFFF));
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
