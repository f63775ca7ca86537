using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Framing;

/// <summary>A body as bytes in frames, with the places where each request's identifier goes. Immutable, shared by all requests it answers.</summary>
/// <param name="Bytes">The whole body.</param>
/// <param name="Frames">What is written at once, in order; together they are all of <paramref name="Bytes"/>.</param>
/// <param name="IdSlots">Where in <paramref name="Bytes"/> an identifier goes, in order.</param>
/// <param name="IsStream">Whether it is a stream; otherwise its length is known to the caller.</param>
internal sealed record Transcript(byte[] Bytes, Frame[] Frames, int[] IdSlots, bool IsStream)
{
    /// <summary>Gets the number of token frames.</summary>
    public int Tokens { get; } = Frames.Count(static frame => frame.IsToken);

    /// <summary>Finds the places of identifiers in <paramref name="bytes"/>.</summary>
    public static Transcript Of(byte[] bytes, Frame[] frames, bool isStream)
    {
        var slots = new List<int>();
        ReadOnlySpan<byte> marker = System.Text.Encoding.ASCII.GetBytes(Json.IdSlot);
        for (var start = 0; bytes.AsSpan(start).IndexOf(marker) is >= 0 and var found; start += found + marker.Length)
        {
            slots.Add(start + found);
        }

        return new Transcript(bytes, frames, [.. slots], isStream);
    }

    /// <summary>A body whose length is not known before, of chunks that are a token each.</summary>
    public static Transcript Of(IReadOnlyList<byte[]> chunks)
    {
        var frames = new Frame[chunks.Count];
        for (var (index, end) = (0, 0); index < frames.Length; index++)
        {
            end += chunks[index].Length;
            frames[index] = new Frame(end, IsToken: true);
        }

        return new Transcript([.. chunks.SelectMany(static chunk => chunk)], frames, [], IsStream: true);
    }

    /// <summary>A body that is one frame.</summary>
    public static Transcript Whole(byte[] bytes, bool isStream = false) => Of(bytes, [new Frame(bytes.Length, IsToken: false)], isStream);
}
