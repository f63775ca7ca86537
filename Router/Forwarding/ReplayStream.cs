using System.Runtime.InteropServices;

namespace Switchyard.Router.Forwarding;

/// <summary>Reads a body from the start, once per attempt, without copying it.</summary>
internal static class ReplayStream
{
    public static MemoryStream Over(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
}
