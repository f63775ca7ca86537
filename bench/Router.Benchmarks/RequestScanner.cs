using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Router.Benchmarks;

/// <summary>Finds the ends of requests with a <c>Content-Length</c> in the pieces they come in.</summary>
internal sealed class RequestScanner
{
    private const string Length = "content-length:";

    private readonly List<byte> _pending = [];
    private long _left;

    /// <summary>Reads on, and says how many requests ended.</summary>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var ended = 0;
        while (!bytes.IsEmpty)
        {
            if (_left == 0)
            {
                // Nearly always the whole head comes at once, and nothing was left over.
                _pending.AddRange(bytes);
                var head = CollectionsMarshal.AsSpan(_pending).IndexOf("\r\n\r\n"u8);
                if (head < 0)
                {
                    return ended;
                }

                var body = _pending.Count - head - 4;
                _left = LengthOf(Encoding.ASCII.GetString(CollectionsMarshal.AsSpan(_pending)[..head]));
                bytes = bytes[^Math.Min(body, bytes.Length)..];
                _pending.Clear();
            }

            var taken = (int)Math.Min(_left, bytes.Length);
            _left -= taken;
            bytes = bytes[taken..];
            ended += _left == 0 ? 1 : 0;
        }

        return ended;
    }

    private static long LengthOf(string head)
    {
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return 0;
        }

        var end = head.IndexOf('\r', at);
        return long.Parse(head.AsSpan(at + Length.Length, (end < 0 ? head.Length : end) - at - Length.Length), CultureInfo.InvariantCulture);
    }
}
