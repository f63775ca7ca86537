using System.Text;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Tests.Forwarding;

/// <summary>Hands out one piece per read; a null piece is a broken connection.</summary>
internal sealed class PieceStream(IEnumerable<string?> pieces) : ReadOnlyStream
{
    private readonly Queue<string?> _pieces = new(pieces);
    private byte[] _rest = [];

    /// <summary>Gets whether nothing comes after the last piece, not even an end.</summary>
    public bool IsSilentAfter { get; init; }

    /// <summary>Cuts <paramref name="text"/> into pieces.</summary>
    public static IEnumerable<string> Split(string text, int length) => text.Chunk(length).Select(chars => new string(chars));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0 && _pieces.Count == 0 && IsSilentAfter)
        {
            return new SilentStream().ReadAsync(buffer, cancellationToken);
        }

        if (_rest.Length == 0 && _pieces.TryDequeue(out var piece))
        {
            _rest = Encoding.UTF8.GetBytes(piece ?? throw new IOException("The connection broke."));
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return new ValueTask<int>(count);
    }
}
