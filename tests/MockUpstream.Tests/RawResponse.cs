using System.Globalization;
using System.Text;

namespace Switchyard.MockUpstream.Tests;

/// <summary>What came back on a socket, and how the connection ended.</summary>
internal sealed record RawResponse(byte[] Bytes, bool WasReset)
{
    private static readonly byte[] s_lineEnd = "\r\n"u8.ToArray();

    private int HeadLength => Bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    public string Head => Encoding.UTF8.GetString(Bytes, 0, HeadLength);

    public bool IsChunked => Head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal);

    /// <summary>Gets the chunks of the body in order; the last is cut where the connection ended.</summary>
    public IReadOnlyList<byte[]> Chunks => Read().Chunks;

    /// <summary>Gets a value indicating whether the last chunk, the empty one, came.</summary>
    public bool HasEnd => IsChunked ? Read().Ended : Body.Length == ContentLength;

    /// <summary>Gets what follows the last chunk's line.</summary>
    public string Trailer => Read().Trailer;

    public byte[] Body => IsChunked ? [.. Chunks.SelectMany(static chunk => chunk)] : Bytes[HeadLength..];

    public string Text => Encoding.UTF8.GetString(Body);

    public int Status => int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture);

    private int ContentLength => int.Parse(Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);

    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .SingleOrDefault();

    private (List<byte[]> Chunks, bool Ended, string Trailer) Read()
    {
        var chunks = new List<byte[]>();
        var position = HeadLength;
        while (Bytes.AsSpan(position).IndexOf(s_lineEnd) is >= 0 and var length)
        {
            var size = int.Parse(Encoding.ASCII.GetString(Bytes, position, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            position += length + 2;
            if (size == 0)
            {
                return (chunks, true, Encoding.ASCII.GetString(Bytes, position, Bytes.Length - position));
            }

            var end = Math.Min(position + size, Bytes.Length);
            chunks.Add(Bytes[position..end]);
            position = Math.Min(end + 2, Bytes.Length);
        }

        return (chunks, false, string.Empty);
    }
}
