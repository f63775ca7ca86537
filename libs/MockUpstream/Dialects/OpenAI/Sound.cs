using System.Buffers.Binary;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Makes sound out of words: for MP3 frames of silence, for WAV and raw samples a tone, for the others bytes that only have the length.</summary>
internal static class Sound
{
    // MPEG 1, layer III, 128 kbit/s at 44.1 kHz: a frame has 417 bytes and lasts 26 ms.
    private const int FrameBytes = 417;
    private const int SampleRate = 24_000;
    private const int ShortestChunk = 480;

    /// <summary>Makes a chunk for each of <paramref name="pieces"/>, no shorter than it.</summary>
    public static IReadOnlyList<byte[]> Chunks(string format, IReadOnlyList<string> pieces)
    {
        var chunks = pieces.Select(piece => Chunk(format, piece.Length)).ToList();
        if (format == "wav")
        {
            chunks.Insert(0, WavHeader());
        }

        return chunks;
    }

    private static byte[] Chunk(string format, int length)
    {
        if (format == "mp3")
        {
            var silence = new byte[Math.Max(1, (length + FrameBytes - 1) / FrameBytes) * FrameBytes];
            for (var frame = 0; frame < silence.Length; frame += FrameBytes)
            {
                ((ReadOnlySpan<byte>)[0xFF, 0xFB, 0x90, 0xC4]).CopyTo(silence.AsSpan(frame));
            }

            return silence;
        }

        var samples = new byte[(Math.Max(length, ShortestChunk) + 1) / 2 * 2];
        for (var index = 0; index < samples.Length; index += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(samples.AsSpan(index), (short)(8000 * Math.Sin(2 * Math.PI * 440 * (index / 2) / SampleRate)));
        }

        return samples;
    }

    // Made while it is sent, its length is not known: players read to the end.
    private static byte[] WavHeader()
    {
        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), uint.MaxValue);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), uint.MaxValue);
        return header;
    }
}
