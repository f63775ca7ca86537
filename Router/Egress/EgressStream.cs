using System.Runtime.InteropServices;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Egress;

/// <summary>A request's body on its way to an upstream: what is read of it is sent, so that an upstream which was never reached is not counted.</summary>
internal sealed class EgressStream : MemoryStream
{
    private readonly EgressMeter _meter;
    private readonly RouteCandidate _candidate;

    private EgressStream(ArraySegment<byte> body, EgressMeter meter, RouteCandidate candidate)
        : base(body.Array!, body.Offset, body.Count, writable: false) => (_meter, _candidate) = (meter, candidate);

    /// <summary>Reads <paramref name="body"/> from the start, without copying it where that can be.</summary>
    public static EgressStream Over(ReadOnlyMemory<byte> body, EgressMeter meter, RouteCandidate candidate) =>
        new(MemoryMarshal.TryGetArray(body, out var segment) ? segment : body.ToArray(), meter, candidate);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            _meter.Record(_candidate.Provider.Config, _candidate.Endpoint, count);
        }

        return count;
    }
}
